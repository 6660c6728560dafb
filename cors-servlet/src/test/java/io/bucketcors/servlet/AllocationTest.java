package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the filter allocates, by the JVM's own count, on fakes that allocate nothing. */
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int REQUESTS = 20_000;
  private static final int BUDGET_BYTES = 80;
  private static final long USUAL_BYTES = 56;

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
  private @Nullable ServletRequest request;
  private @Nullable ServletResponse response;
  private @Nullable AsyncContext async;
  private final FilterChain app =
      (forwardedRequest, forwardedResponse) -> {
        request = forwardedRequest;
        response = forwardedResponse;
      };
  private final FilterChain asyncApp =
      (forwardedRequest, forwardedResponse) -> {
        request = forwardedRequest;
        response = forwardedResponse;
        async = forwardedRequest.startAsync();
      };

  @Test
  void aGovernedRequestCostsTwoSmallObjects() throws Exception {
    QuietExchange exchange = QuietExchange.actual("https://app.example");
    assertThat(bytesPerRequest(filter, exchange)).isEqualTo(twoObjects());
    assertThat(request).isInstanceOf(GovernedRequest.class);
    assertThat(response).isInstanceOf(GovernedResponse.class);
  }

  @Test
  void theTwoObjectsAreSmall() throws Exception {
    assertThat(twoObjects()).isBetween(1L, (long) BUDGET_BYTES);
    if (hasUsualLayout()) {
      // What docs/compatibility.md says.
      assertThat(twoObjects()).isEqualTo(USUAL_BYTES);
    }
  }

  @Test
  void aDeniedRequestCostsNoMore() throws Exception {
    assertThat(bytesPerRequest(filter, QuietExchange.actual("https://other.example")))
        .isEqualTo(twoObjects());
  }

  @Test
  void aRequestWithoutOriginCostsNoMore() throws Exception {
    assertThat(bytesPerRequest(filter, QuietExchange.actual(null))).isEqualTo(twoObjects());
  }

  @Test
  void startAsyncAndTheDispatchAfterItCostNoMore() throws Exception {
    QuietExchange exchange = QuietExchange.actual("https://app.example");
    long bytes =
        bytes(
            () -> {
              exchange.request().clear();
              filter.doFilter(exchange.request(), exchange.response(), asyncApp);
              exchange.request().dispatched(DispatcherType.ASYNC);
              filter.doFilter(forwarded(request), forwarded(response), app);
            });
    assertThat(async).isNotNull();
    assertThat(bytes).isEqualTo(twoObjects());
  }

  @Test
  void anErrorDispatchThatUnwrapsTheResponseCostsTwoMore() throws Exception {
    QuietExchange exchange = QuietExchange.actual("https://app.example");
    long bytes =
        bytes(
            () -> {
              exchange.request().clear();
              filter.doFilter(exchange.request(), exchange.response(), app);
              exchange.request().dispatched(DispatcherType.ERROR);
              filter.doFilter(exchange.request(), exchange.response(), app);
            });
    assertThat(bytes).isEqualTo(2 * twoObjects());
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

  private long bytesPerRequest(CorsFilter measured, QuietExchange exchange) throws Exception {
    return bytes(
        () -> {
          exchange.request().clear();
          measured.doFilter(exchange.request(), exchange.response(), app);
        });
  }

  /** What the wrappers weigh in this JVM, whatever its layout of objects is. */
  private long twoObjects() throws Exception {
    QuietExchange exchange = QuietExchange.actual("https://app.example");
    CorsDecision decision =
        CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build())
            .decide(exchange.request(), ServletReader.READER);
    ContainerSupport support =
        ContainerSupport.of(exchange.request(), exchange.response(), new Warnings());
    return bytes(
        () -> {
          GovernedResponse governed =
              new GovernedResponse(exchange.request(), exchange.response(), decision, support);
          response = governed;
          request = new GovernedRequest(exchange.request(), governed);
        });
  }

  /** Whether references take four bytes and an object's header twelve, as by default. */
  private static boolean hasUsualLayout() {
    var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean compact;
    try {
      compact = Boolean.parseBoolean(vm.getVMOption("UseCompactObjectHeaders").getValue());
    } catch (IllegalArgumentException unknown) {
      // Older than the option.
      compact = false;
    }
    return !compact && Boolean.parseBoolean(vm.getVMOption("UseCompressedOops").getValue());
  }

  private static <T> T forwarded(@Nullable T passedOn) {
    return Objects.requireNonNull(passedOn);
  }

  /** The smallest of several counts: what the JVM itself allocates in between is not ours. */
  private long bytes(Step step) throws Exception {
    run(step, WARM_UP);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      run(step, REQUESTS);
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      counts.add((after - before) / REQUESTS);
    }
    return counts.stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  private static void run(Step step, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      step.run();
    }
  }

  /** What is counted. */
  private interface Step {
    void run() throws Exception;
  }
}
