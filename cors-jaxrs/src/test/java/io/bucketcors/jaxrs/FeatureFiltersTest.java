package io.bucketcors.jaxrs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsCount;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the filters answer and write, header by header, without any implementation. */
class FeatureFiltersTest {
  private static final String APP = "https://app.example";
  private static final String ORDERS = "https://orders.example";
  private static final String EVIL = "https://evil.example";
  private static final String ALL_THREE =
      "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

  private static final CorsPolicies BY_PATH =
      CorsPolicies.builder()
          .defaultBucket(
              CorsPolicy.of(
                  CorsRule.allow(APP)
                      .methods("GET", "PUT")
                      .headers("content-type", "x-token")
                      .expose("ETag", "X-Total")
                      .maxAgeSeconds(600)
                      .credentials(true)
                      .build()))
          .bucket(
              CorsPolicy.builder()
                  .bucket("store")
                  .dialect(CorsDialect.S3)
                  .rule(CorsRule.allow(APP).methods("GET").build())
                  .build(),
              "/api/store/*")
          .build();

  /** The bucket orders has no paths: methods name it. */
  private static final CorsPolicies BY_NAME =
      CorsPolicies.builder()
          .defaultBucket(CorsPolicy.of(CorsRule.allow(APP).methods("GET", "DELETE").build()))
          .bucket(
              CorsPolicy.builder()
                  .bucket("orders")
                  .rule(CorsRule.allow(ORDERS).methods("GET", "POST").build())
                  .build())
          .build();

  private final FakeRuntime runtime = new FakeRuntime();
  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final FakeResponse response = new FakeResponse(headers);

  /** What an app does to a request between this project's filters. */
  private Consumer<FakeRequest> appFilter = request -> {};

  private CorsPolicies policies = BY_PATH;
  private @Nullable String matchedBucket;
  private boolean matches = true;

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(runtime);
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
  }

  private static FakeRequest request(String method, String path, String origin) {
    return new FakeRequest(method, "/shop/api/", path).header("Origin", origin);
  }

  private static FakeRequest preflight(String path, String origin, String method) {
    return request("OPTIONS", path, origin).header("Access-Control-Request-Method", method);
  }

  /** Runs all filters in the order in which implementations call them; returns what was written. */
  private Map<String, List<Object>> run(FakeRequest request) {
    CorsPolicySource source = CorsPolicySource.fixed(policies);
    CorsFilters cors = new CorsFilters(source, () -> "/shop");
    DynamicBinding binding = new DynamicBinding(cors, Set::of, () -> {}, 1);
    binding.configure(new FakeResource(FakeResource.Plain.class, "get"), new FakeContext());
    new CorsFilters.BeforeMatching(cors).filter(request);
    appFilter.accept(request);
    if (request.aborts() == 0) {
      if (matches) {
        if (matchedBucket != null) {
          new DynamicBinding.NamedBucket(matchedBucket).filter(request);
        }
        new CorsFilters.Matched(cors).filter(request);
      }
    }
    new CorsFilters.Answered(cors).filter(request, response);
    return new TreeMap<>(headers);
  }

  private static Map.Entry<String, List<Object>> line(String name, String value) {
    return Map.entry(name, List.of(value));
  }

  @Test
  void grantsPreflight() {
    FakeRequest request =
        preflight("items/1", APP, "PUT")
            .header("Access-Control-Request-Headers", "content-type,x-token");
    assertThat(run(request))
        .containsOnly(
            line("Access-Control-Allow-Credentials", "true"),
            line("Access-Control-Allow-Headers", "content-type,x-token"),
            line("Access-Control-Allow-Methods", "GET, PUT"),
            line("Access-Control-Allow-Origin", "https://app.example"),
            line("Access-Control-Max-Age", "600"),
            line("Vary", ALL_THREE));
    assertThat(request.aborts()).isOne();
    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.entity()).isNull();
  }

  /** A request passes the feature three times. */
  @Test
  void countsARequestOnce() {
    assertThat(counted(preflight("items/1", APP, "PUT"))).isEqualTo("default preflight ALLOWED");
    assertThat(counted(preflight("items/1", EVIL, "PUT")))
        .isEqualTo("default preflight ORIGIN_NOT_ALLOWED");
    assertThat(counted(request("GET", "items/1", APP))).isEqualTo("default request ALLOWED");
    policies = BY_NAME;
    matchedBucket = "orders";
    assertThat(counted(preflight("items/1", ORDERS, "POST"))).isEqualTo("orders preflight ALLOWED");
  }

  /** What is counted for one request. The rules here are every test's, and so are their counts. */
  private String counted(FakeRequest request) {
    Map<String, Long> before = counts();
    run(request);
    Map<String, Long> after = counts();
    List<String> more =
        after.entrySet().stream()
            .filter(each -> each.getValue() > before.getOrDefault(each.getKey(), 0L))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(more).hasSize(1);
    String one = more.get(0);
    assertThat(after.get(one)).isEqualTo(before.getOrDefault(one, 0L) + 1);
    return one;
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (CorsCount count : CorsPolicySource.fixed(policies).counts()) {
      counts.put(
          count.bucket() + (count.isPreflight() ? " preflight " : " request ") + count.reason(),
          count.count());
    }
    return counts;
  }

  @Test
  void refusesPreflight() {
    FakeRequest request = preflight("items/1", EVIL, "PUT");
    assertThat(run(request)).containsOnly(line("Vary", ALL_THREE));
    assertThat(request.aborts()).isOne();
    assertThat(response.getStatus()).isEqualTo(403);
    // Not even an empty one, around which an interceptor of the app would run.
    assertThat(response.entity()).isNull();
  }

  @Test
  void grantsActualRequestAndLeavesItsStatus() {
    response.setStatus(418);
    FakeRequest request = request("GET", "items/1", APP);
    assertThat(run(request))
        .containsOnly(
            line("Access-Control-Allow-Credentials", "true"),
            line("Access-Control-Allow-Origin", "https://app.example"),
            line("Access-Control-Expose-Headers", "ETag, X-Total"),
            line("Vary", "Origin"));
    assertThat(request.aborts()).isZero();
    assertThat(response.getStatus()).isEqualTo(418);
  }

  @Test
  void grantsNothingToActualRequestOfOtherOrigin() {
    assertThat(run(request("GET", "items/1", EVIL))).containsOnly(line("Vary", "Origin"));
  }

  @Test
  void saysVaryWithoutOrigin() {
    assertThat(run(new FakeRequest("GET", "/shop/api/", "items/1")))
        .containsOnly(line("Vary", "Origin"));
  }

  @Test
  void dropsWhatTheAppWroteIntoTheHeadersOfThePolicy() {
    for (String name :
        List.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age")) {
      headers.putSingle(name, "*");
    }
    headers.putSingle("Vary", "Accept-Encoding");
    headers.putSingle("X-Own", "stays");
    assertThat(run(request("GET", "items/1", EVIL)))
        .containsOnly(line("X-Own", "stays"), line("Vary", "Accept-Encoding, Origin"));
  }

  @Test
  void answersAsTheStoreDoesWithItsBody() {
    assertThat(run(preflight("store/1", EVIL, "GET")).keySet())
        .noneMatch(name -> name.startsWith("Access-Control-"));
    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(new String((byte[]) response.entity(), java.nio.charset.StandardCharsets.US_ASCII))
        .contains("<Code>AccessForbidden</Code>", "<Method>GET</Method>");
  }

  @Test
  void leavesAloneWhatTheServletFilterDecidedOn() {
    headers.putSingle("Access-Control-Allow-Origin", "https://by.filter.example");
    FakeRequest request = preflight("items/1", APP, "PUT");
    request.setProperty("io.bucketcors.decided", "by the filter");
    assertThat(run(request))
        .containsOnly(line("Access-Control-Allow-Origin", "https://by.filter.example"));
    assertThat(request.aborts()).isZero();
  }

  @Test
  void leavesAloneWhatIsNotGoverned() {
    policies = CorsPolicies.disabled();
    FakeRequest request = preflight("items/1", APP, "PUT");
    assertThat(run(request)).isEmpty();
    assertThat(request.aborts()).isZero();
  }

  @Test
  void decidesOnTheMethodThatWasSent() {
    appFilter = request -> request.setMethod("DELETE");
    assertThat(run(request("PUT", "items/1", APP)))
        .contains(line("Access-Control-Allow-Origin", "https://app.example"));
    headers.clear();
    appFilter = request -> request.setMethod("PUT");
    assertThat(run(request("DELETE", "items/1", APP))).containsOnly(line("Vary", "Origin"));
  }

  @Test
  void decidesOnTheOriginThatWasSent() {
    appFilter = request -> request.getHeaders().remove("Origin");
    assertThat(run(request("PUT", "items/1", APP)))
        .contains(line("Access-Control-Allow-Origin", "https://app.example"));
    headers.clear();
    // Into the implementation's own list, which somebody may hold.
    appFilter = request -> request.getHeaders().putSingle("Origin", APP);
    assertThat(run(request("PUT", "items/1", EVIL))).containsOnly(line("Vary", "Origin"));
    headers.clear();
    appFilter = request -> requireNonNull(request.getHeaders().get("Origin")).remove(1);
    assertThat(run(request("PUT", "items/1", APP).header("Origin", EVIL)))
        .containsOnly(line("Vary", "Origin"));
  }

  @Test
  void decidesOnTheRequestedFieldsThatWereSent() {
    appFilter =
        request -> {
          request.setMethod("GET");
          request.getHeaders().remove("Access-Control-Request-Method");
          request.getHeaders().putSingle("Access-Control-Request-Headers", "content-type");
        };
    FakeRequest request =
        preflight("items/1", APP, "PUT").header("Access-Control-Request-Headers", "x-other");
    assertThat(run(request)).containsOnly(line("Vary", ALL_THREE));
    assertThat(response.getStatus()).isEqualTo(403);
    headers.clear();
    request = preflight("items/1", APP, "PUT").header("Access-Control-Request-Headers", "x-token");
    assertThat(run(request)).contains(line("Access-Control-Allow-Headers", "x-token"));
    assertThat(response.getStatus()).isEqualTo(204);
  }

  @Test
  void judgesPreflightByTheBucketThatWasMatched() {
    policies = BY_NAME;
    matchedBucket = "orders";
    FakeRequest request = preflight("orders", ORDERS, "POST");
    assertThat(run(request))
        .containsOnly(
            line("Access-Control-Allow-Methods", "GET, POST"),
            line("Access-Control-Allow-Origin", "https://orders.example"),
            line("Vary", ALL_THREE));
    assertThat(request.getMethod()).as("while matching").isEqualTo("POST");
    assertThat(request.aborts()).isOne();
    assertThat(response.getStatus()).isEqualTo(204);
    headers.clear();
    assertThat(run(preflight("orders", APP, "GET"))).containsOnly(line("Vary", ALL_THREE));
    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void refusesPreflightBeforeMatchingWhereNoBucketListsItsOrigin() {
    policies = BY_NAME;
    matchedBucket = "orders";
    FakeRequest stranger = preflight("orders", EVIL, "POST");
    assertThat(run(stranger)).containsOnly(line("Vary", ALL_THREE));
    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(stranger.getMethod()).as("nothing was matched").isEqualTo("OPTIONS");
    assertThat(stranger.aborts()).isOne();
  }

  @Test
  void goesByPathWhereTheMethodThatWasMatchedNamesNoBucket() {
    policies = BY_NAME;
    assertThat(run(request("GET", "items", APP)))
        .contains(line("Access-Control-Allow-Origin", "https://app.example"));
  }

  @Test
  void grantsNothingWhereNothingWasMatched() {
    policies = BY_NAME;
    matches = false;
    assertThat(run(request("DELETE", "orders", APP)).keySet()).containsExactly("Vary");
    headers.clear();
    assertThat(run(preflight("orders", APP, "DELETE"))).containsOnly(line("Vary", ALL_THREE));
    assertThat(response.getStatus()).isEqualTo(403);
  }
}
