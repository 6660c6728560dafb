package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the filter allocates, by the JVM's own count, on fakes that allocate nothing. */
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int REQUESTS = 20_000;
  private static final int BUDGET_BYTES = 80;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(
                      CorsRule.allow("https://app.example")
                          .methods("GET", "PUT")
                          .headers("x-custom")
                          .credentials(true)
                          .build()))));

  // Fields, so that the wrappers escape and the compiler cannot do without them.
  private @Nullable Object request;
  private @Nullable Object response;
  private final FilterChain app =
      (forwardedRequest, forwardedResponse) -> {
        request = forwardedRequest;
        response = forwardedResponse;
      };

  @Test
  void aGovernedRequestCostsTwoSmallObjects() throws Exception {
    QuietExchange exchange = QuietExchange.actual("https://app.example");
    assertThat(bytesPerRequest(filter, exchange)).isBetween(1L, (long) BUDGET_BYTES);
    assertThat(request).isInstanceOf(GovernedRequest.class);
    assertThat(response).isInstanceOf(GovernedResponse.class);
  }

  @Test
  void aDeniedRequestCostsNoMore() throws Exception {
    assertThat(bytesPerRequest(filter, QuietExchange.actual("https://other.example")))
        .isBetween(1L, (long) BUDGET_BYTES);
  }

  @Test
  void aRequestWithoutOriginCostsNoMore() throws Exception {
    assertThat(bytesPerRequest(filter, QuietExchange.actual(null)))
        .isBetween(1L, (long) BUDGET_BYTES);
  }

  @Test
  void aPreflightCostsNothing() throws Exception {
    assertThat(
            bytesPerRequest(
                filter, QuietExchange.preflight("https://app.example", "PUT", "x-custom")))
        .isZero();
  }

  @Test
  void anUngovernedRequestCostsNothing() throws Exception {
    CorsFilter disabled = new CorsFilter(CorsPolicySource.fixed(CorsPolicies.disabled()));
    assertThat(bytesPerRequest(disabled, QuietExchange.actual("https://app.example"))).isZero();
  }

  /** The smallest of several counts: what the JVM itself allocates in between is not ours. */
  private long bytesPerRequest(CorsFilter measured, QuietExchange exchange) throws Exception {
    run(measured, exchange, WARM_UP);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      run(measured, exchange, REQUESTS);
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      counts.add((after - before) / REQUESTS);
    }
    return counts.stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  private void run(CorsFilter measured, QuietExchange exchange, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      exchange.request().clear();
      measured.doFilter(exchange.request(), exchange.response(), app);
    }
  }
}
