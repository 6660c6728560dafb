package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the filters cost: nothing of their own. The fakes return what they hold already, so whatever
 * is counted here is ours; an implementation adds what its API costs (an entry for each property
 * and header, the path as text).
 */
class AllocationTest {
  private static final int ROUNDS = 20_000;

  private final CorsPolicySource source =
      CorsPolicySource.fixed(
          CorsPolicies.builder()
              .defaultBucket(
                  CorsPolicy.of(
                      CorsRule.allow("https://app.example")
                          .methods("GET")
                          .expose("ETag")
                          .credentials(true)
                          .build()))
              .bucket(
                  CorsPolicy.builder()
                      .bucket("files")
                      .rule(CorsRule.allow("https://files.example").methods("GET").build())
                      .build(),
                  "/api/files/*")
              .build());
  private final Gate gate =
      new Gate(source, new RequestPath(() -> "/shop"), new Bindings(source, Set::of, () -> {}));
  private final PreflightFilter preflight = new PreflightFilter(gate);
  private final AnswerFilter answer = new AnswerFilter(gate);

  @Test
  void filtersAllocateNothingWithoutOrigin() {
    assertThat(bytes(new FakeRequest("/shop/api/", "items/1"))).isZero();
  }

  @Test
  void filtersAllocateNothingForGrantedRequest() {
    FakeRequest request =
        new FakeRequest("/shop/api/", "items/1").header("Origin", "https://app.example");
    assertThat(bytes(request)).isZero();
    FakeResponse response = new FakeResponse();
    answer.filter(request, response);
    assertThat(response.headers().written()).as("the headers of a grant").isEqualTo(4);
  }

  @Test
  void filtersAllocateNothingForDeniedRequest() {
    FakeRequest request =
        new FakeRequest("/shop/api/", "files/1").header("Origin", "https://app.example");
    assertThat(bytes(request)).isZero();
  }

  /** Bytes for each request, request and response filter together. */
  private long bytes(FakeRequest request) {
    FakeResponse response = new FakeResponse();
    run(request, response);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      run(request, response);
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, (after - before) / ROUNDS);
    }
    return least;
  }

  private void run(FakeRequest request, FakeResponse response) {
    for (int i = 0; i < ROUNDS; i++) {
      request.forget();
      response.headers().forget();
      preflight.filter(request);
      answer.filter(request, response);
    }
  }
}
