package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the filters make of a response that is not empty, and of bodies, lines and reloads. */
class AnswerDetailsTest {
  private static final String APP = "https://app.example";

  private CorsPolicies policies =
      CorsPolicies.of(
          CorsPolicy.of(
              CorsRule.allow(APP).methods("GET", "OPTIONS").headers("x-a", "x-b").build()));

  private final CorsPolicySource source =
      new CorsPolicySource() {
        @Override
        public CorsPolicies current() {
          return policies;
        }

        @Override
        public void close() {}
      };
  private final CorsFilters cors = new CorsFilters(source, () -> "/shop");
  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final FakeResponse response = new FakeResponse(headers);
  private final LogLines log = new LogLines();

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(new FakeRuntime());
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
    log.close();
  }

  private static FakeRequest get() {
    return new FakeRequest("GET", "/shop/api/", "items/1").header("Origin", APP);
  }

  private static FakeRequest preflight(String method) {
    return new FakeRequest("OPTIONS", "/shop/api/", "items/1")
        .header("Origin", APP)
        .header("Access-Control-Request-Method", method);
  }

  private void askBeforeMatching(FakeRequest request) {
    new CorsFilters.BeforeMatching(cors).filter(request);
  }

  private void answer(FakeRequest request) {
    new CorsFilters.Answered(cors).filter(request, response);
  }

  @Test
  void takesWhatAnAbortingFilterMadeOffTheAnswerOfAPreflight() {
    headers.putSingle("X-Own", "of the filter");
    response.setEntity("of the filter");
    answer(preflight("GET"));
    assertThat(headers)
        .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Vary");
    assertThat(response.entity()).isNull();
  }

  @Test
  void givesARefusalAnEmptyEntityWhereAServletContainerWouldWriteAPage() {
    FakeServer server = new FakeServer();
    cors.serveWith(new ServletExchange(server.request(), server.response()));
    answer(preflight("PUT"));
    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.entity()).isEqualTo(new byte[0]);
    answer(preflight("GET"));
    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.entity()).isNull();
  }

  @Test
  void leavesOptionsThatIsNoPreflightToTheApp() {
    FakeRequest request = new FakeRequest("OPTIONS", "/shop/api/", "items/1").header("Origin", APP);
    askBeforeMatching(request);
    new CorsFilters.Matched(cors).filter(request);
    assertThat(request.aborts()).isZero();
    answer(request);
    assertThat(headers).containsKey("Access-Control-Allow-Origin");
  }

  @Test
  void judgesOptionsThatIsNoPreflightByItsPathWhereMethodsNameBuckets() {
    cors.bucketIsNamed();
    FakeRequest request = new FakeRequest("OPTIONS", "/shop/api/", "items/1").header("Origin", APP);
    askBeforeMatching(request);
    answer(request);
    assertThat(headers).containsKey("Access-Control-Allow-Origin");
    assertThat(request.getMethod()).isEqualTo("OPTIONS");
  }

  @Test
  void sendsThroughMatchingAsARequestThatAnyResourceMethodTakes() {
    cors.bucketIsNamed();
    FakeRequest request = preflight("GET");
    askBeforeMatching(request);
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getHeaders())
        .containsEntry("Content-Type", List.of("*/*"))
        .containsEntry("Accept", List.of("*/*"));
    assertThat(request.aborts()).isZero();
    new CorsFilters.Matched(cors).filter(request);
    assertThat(request.aborts()).isOne();
  }

  @Test
  void stopsWhatWentThroughMatchingAlsoOutsideOfEveryBucket() {
    policies =
        CorsPolicies.builder()
            .bucket(
                CorsPolicy.builder()
                    .bucket("orders")
                    .rule(CorsRule.allow(APP).methods("GET").build())
                    .build(),
                "/orders/*")
            .build();
    cors.bucketIsNamed();
    FakeRequest request = preflight("GET");
    askBeforeMatching(request);
    assertThat(request.getMethod()).isEqualTo("GET");
    new CorsFilters.Matched(cors).filter(request);
    assertThat(request.aborts()).as("no resource method runs").isOne();
    answer(request);
    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void readsAllLinesOfTheRequestedHeaders() {
    answer(
        preflight("GET")
            .header("Access-Control-Request-Headers", "x-a")
            .header("Access-Control-Request-Headers", "x-b"));
    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(headers).containsEntry("Access-Control-Allow-Headers", List.of("x-a,x-b"));
    answer(
        preflight("GET")
            .header("Access-Control-Request-Headers", "x-a")
            .header("Access-Control-Request-Headers", "x-c"));
    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void grantsNothingToTwoRequestedMethods() {
    FakeRequest request = preflight("GET").header("Access-Control-Request-Method", "GET");
    cors.bucketIsNamed();
    askBeforeMatching(request);
    assertThat(request.getMethod()).as("not sent through matching").isEqualTo("OPTIONS");
    answer(request);
    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void leavesARequestAloneThatCameBeforeAReloadGovernedIt() {
    CorsPolicies later = policies;
    policies = CorsPolicies.disabled();
    FakeRequest request = get();
    askBeforeMatching(request);
    policies = later;
    answer(request);
    assertThat(headers).isEmpty();
  }

  @Test
  void judgesARequestByTheRulesThatItCameUnder() {
    FakeRequest request = get();
    askBeforeMatching(request);
    policies = CorsPolicies.disabled();
    answer(request);
    assertThat(headers).containsKey("Access-Control-Allow-Origin");
  }

  @Test
  void dropsNamesOfThePolicyWithSpaceAroundThemAndSaysSoOnce() {
    for (int i = 0; i < 2; i++) {
      headers.putSingle("Access-Control-Allow-Origin ", "*");
      headers.putSingle("\taccess-control-allow-credentials", "true");
      headers.putSingle("Access-Control-Request-Method", "no policy's");
      answer(get());
      assertThat(headers)
          .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Request-Method", "Vary");
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .containsAnyOf(
            "sets Access-Control-Allow-Origin  itself",
            "sets \taccess-control-allow-credentials itself");
  }

  @Test
  void namesTheHeaderThatTheAppSet() {
    headers.putSingle("Access-Control-Expose-Headers", "*");
    answer(get());
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING The application sets Access-Control-Expose-Headers itself.");
  }

  @Test
  void namesTheHeaderThatTheAppSetPastJaxrs() {
    FakeServer server = new FakeServer();
    server.headers.put("Access-Control-Allow-Origin", List.of("*"));
    cors.serveWith(new ServletExchange(server.request(), server.response()));
    server.method = "GET";
    answer(get());
    assertThat(server.headers).isEmpty();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("sets Access-Control-Allow-Origin itself");
  }

  @Test
  void saysNothingOfAnAppThatSetsNone() {
    headers.putSingle("X-Own", "stays");
    answer(get());
    assertThat(headers).containsKey("X-Own");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void mergesVaryOfAnyValueAndAnyNumberOfLines() {
    headers.put("Vary", new java.util.ArrayList<>(List.of("Accept", new StringBuilder("Cookie"))));
    answer(get());
    assertThat(headers).containsEntry("Vary", List.of("Accept, Cookie, Origin"));
    headers.put("Vary", new java.util.ArrayList<>(List.of("origin")));
    answer(get());
    assertThat(headers).containsEntry("Vary", List.of("origin"));
    headers.put("Vary", new java.util.ArrayList<>());
    answer(get());
    assertThat(headers).containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void decidesByTheMethodAndPathThatTheServerGot() {
    policies =
        CorsPolicies.builder()
            .bucket(
                CorsPolicy.builder()
                    .bucket("orders")
                    .rule(CorsRule.allow(APP).methods("DELETE").build())
                    .build(),
                "/orders/*")
            .build();
    FakeServer server = new FakeServer();
    server.method = "DELETE";
    server.uri = "/shop/orders/1";
    cors.serveWith(new ServletExchange(server.request(), server.response()));
    answer(get());
    assertThat(headers).containsKey("Access-Control-Allow-Origin");
  }

  @Test
  void remembersNothingOfWhatTheServletFilterDecidedOn() {
    FakeRequest request = get();
    request.setProperty("io.bucketcors.decided", "by the filter");
    askBeforeMatching(request);
    new CorsFilters.Matched(cors).filter(request);
    new DynamicBinding.NamedBucket("orders").filter(request);
    answer(request);
    assertThat(headers).isEmpty();
    assertThat(request.propertiesSet()).isOne();
  }

  @Test
  void tellsHeadersThatStandFromThoseThatDoNot() {
    RequestState state = new RequestState(policies, () -> "/shop", null, get());
    assertThat(ResponseHeaders.isSettled(headers, state)).as("nothing to write").isTrue();
    headers.put("Access-Control-Allow-Origin", new java.util.ArrayList<>());
    assertThat(ResponseHeaders.isSettled(headers, state)).isTrue();
    ResponseHeaders.write(state.ofPath.decide(state, RequestState.READER), state, headers);
    assertThat(ResponseHeaders.isSettled(headers, state)).isTrue();
    headers.add("Access-Control-Allow-Origin", APP);
    assertThat(ResponseHeaders.isSettled(headers, state)).as("two lines").isFalse();
    headers.remove("Access-Control-Allow-Origin");
    assertThat(ResponseHeaders.isSettled(headers, state)).as("none").isFalse();
    assertThat(Map.copyOf(headers).keySet()).isEqualTo(Set.of("Vary"));
  }
}
