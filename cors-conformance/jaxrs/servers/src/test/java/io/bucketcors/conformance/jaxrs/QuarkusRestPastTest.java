package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Quarkus answers beside its resources, which no feature sees. */
@ExtendWith(Stacks.class)
class QuarkusRestPastTest {
  private static final String NAME = "Quarkus REST";
  private static final String APP = "Origin: https://app.example";

  private static RawResponse send(String request, String... lines) throws Exception {
    assumeTrue(Stacks.NAMES.contains(NAME), "left out by -Djaxrs.servers");
    return Stacks.get(NAME).send("/plain", request, lines);
  }

  @Test
  void healthHasNoHeadersAndNoAnswerToPreflights() throws Exception {
    RawResponse health = send("GET /q/health", APP);
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).contains("\"status\": \"UP\"");
    assertThat(health.grants()).isEmpty();
    assertThat(health.vary()).doesNotContain("Origin");
    RawResponse preflight = send("OPTIONS /q/health", APP, "Access-Control-Request-Method: GET");
    assertThat(preflight.grants()).isEmpty();
  }
}
