package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the filters cost: one small object a request, and nothing for deciding and writing. The
 * fakes return what they hold already, so whatever is counted here is ours, and how often the API
 * is asked for what an implementation has to keep: an entry for each property and header, and for a
 * preflight the response that {@code abortWith} wants.
 */
class AllocationTest {
  private static final int ROUNDS = 20_000;

  /** What is remembered of a request, whatever it asks. */
  private static final long STATE = 56;

  private final CorsPolicies byPath =
      CorsPolicies.builder()
          .defaultBucket(
              CorsPolicy.of(
                  CorsRule.allow("https://app.example")
                      .methods("GET")
                      .headers("content-type")
                      .expose("ETag")
                      .credentials(true)
                      .build()))
          .bucket(
              CorsPolicy.builder()
                  .bucket("files")
                  .rule(CorsRule.allow("https://files.example").methods("GET").build())
                  .build(),
              "/api/files/*")
          .build();

  /** The bucket orders has no paths: methods name it. */
  private final CorsPolicies byName =
      CorsPolicies.builder()
          .defaultBucket(
              CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))
          .bucket(
              CorsPolicy.builder()
                  .bucket("orders")
                  .rule(
                      CorsRule.allow("https://orders.example")
                          .methods("GET", "PUT")
                          .headers("content-type")
                          .build())
                  .build())
          .build();

  private final FakeRuntime runtime = new FakeRuntime();

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(runtime);
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseWithoutOrigin() {
    assertThat(bytes(byPath, get("items/1"))).isLessThanOrEqualTo(STATE);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForGrantedRequest() {
    FakeRequest request = get("items/1").header("Origin", "https://app.example");
    FakeHeaders headers = new FakeHeaders();
    assertThat(bytes(byPath, request, headers)).isLessThanOrEqualTo(STATE);
    assertThat(headers.written()).as("the headers of a grant").isEqualTo(4);
    assertThat(request.propertiesSet()).isEqualTo(1);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForDeniedRequest() {
    assertThat(bytes(byPath, get("files/1").header("Origin", "https://app.example")))
        .isLessThanOrEqualTo(STATE);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForRequestOfNamedBucket() {
    FakeRequest request = get("orders").header("Origin", "https://orders.example");
    FakeHeaders headers = new FakeHeaders();
    assertThat(bytes(byName, request, headers)).isLessThanOrEqualTo(STATE);
    assertThat(headers.written()).as("the headers of a grant").isEqualTo(2);
    assertThat(request.propertiesSet()).isEqualTo(1);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForPreflightButItsResponse() {
    FakeRequest request = preflight("items/1", "https://app.example", "GET");
    FakeHeaders headers = new FakeHeaders();
    assertThat(bytes(byPath, request, headers)).isLessThanOrEqualTo(STATE);
    assertThat(headers.written()).as("the headers of a grant").isEqualTo(5);
    assertThat(request.propertiesSet()).isEqualTo(1);
    assertThat(runtime.responses().built()).isEqualTo(1);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForPreflightThroughMatchingButItsResponse() {
    FakeRequest request = preflight("orders", "https://orders.example", "PUT");
    FakeHeaders headers = new FakeHeaders();
    assertThat(bytes(byName, request, headers)).isLessThanOrEqualTo(STATE);
    assertThat(headers.written()).as("the headers of a grant").isEqualTo(4);
    assertThat(request.getMethod()).as("while matching").isEqualTo("PUT");
    assertThat(request.propertiesSet()).isEqualTo(1);
    assertThat(request.methods()).isEqualTo(1);
    assertThat(request.getHeaders().get("Content-Type")).containsExactly("*/*");
    assertThat(runtime.responses().built()).isEqualTo(1);
  }

  @Test
  void filtersAllocateOneStateAndNothingElseForRefusedPreflightThroughMatchingButItsResponse() {
    FakeRequest request = preflight("orders", "https://app.example", "PUT");
    FakeHeaders headers = new FakeHeaders();
    assertThat(bytes(byName, request, headers)).isLessThanOrEqualTo(STATE);
    assertThat(headers.written()).as("Vary alone").isEqualTo(1);
    assertThat(runtime.responses().built()).isEqualTo(1);
  }

  private static FakeRequest get(String path) {
    return new FakeRequest("GET", "/shop/api/", path);
  }

  private static FakeRequest preflight(String path, String origin, String method) {
    return new FakeRequest("OPTIONS", "/shop/api/", path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", "content-type");
  }

  private long bytes(CorsPolicies policies, FakeRequest request) {
    return bytes(policies, request, new FakeHeaders());
  }

  /** Bytes for each request, all filters together in the order in which they are called. */
  private long bytes(CorsPolicies policies, FakeRequest request, FakeHeaders headers) {
    FakeResponse response = new FakeResponse(headers);
    CorsPolicySource source = CorsPolicySource.fixed(policies);
    CorsFilters cors = new CorsFilters(source, () -> "/shop");
    CorsFilters.BeforeMatching preflight = new CorsFilters.BeforeMatching(cors);
    DynamicBinding.NamedBucket bound = new DynamicBinding.NamedBucket("orders");
    CorsFilters.Matched matched = new CorsFilters.Matched(cors);
    CorsFilters.Answered answer = new CorsFilters.Answered(cors);
    boolean named = policies == byName;
    return least(
        () -> {
          request.forget();
          runtime.responses().forget();
          headers.forget();
          preflight.filter(request);
          if (request.aborts() == 0 && named) {
            bound.filter(request);
            matched.filter(request);
            bound.filter(request, response);
          }
          answer.filter(request, response);
        });
  }

  private static long least(Runnable once) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 6; attempt++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < ROUNDS; i++) {
        once.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(id) - before) / ROUNDS);
    }
    return least;
  }
}
