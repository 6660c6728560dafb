package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a preflight costs on a real implementation, everything included: on RESTEasy, where reading
 * a header or the path allocates nothing, so that bytes can be compared.
 */
@Tag("embedded")
class CostTest {
  private static final int REQUESTS = 100;

  @Test
  void preflightThroughMatchingCostsWhatTheSameCallsCostByHand() throws Exception {
    try (EmbeddedStack stack =
        EmbeddedStack.start("resteasy-6", "jetty", "Metered$ByRule", "Metered$ByHand")) {
      long byHand = leastBytes(stack, "/ByHand");
      assertThat(byHand).isPositive();
      assertThat(leastBytes(stack, "/ByRule")).isLessThanOrEqualTo(byHand);
    }
  }

  private static long leastBytes(EmbeddedStack stack, String application) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      RawResponse answer =
          stack.send(
              application,
              "OPTIONS /api/orders",
              "Origin: https://orders.example",
              "Access-Control-Request-Method: GET");
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://orders.example");
      assertThat(answer.lines("Access-Control-Allow-Methods")).containsExactly("GET");
      assertThat(answer.vary()).hasSize(3);
    }
    return Long.parseLong(stack.send(application, "GET /meter").body());
  }
}
