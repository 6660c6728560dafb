package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Servlet filter and feature in one application: the filter decides, nothing is doubled. */
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("stacksWithServlets")
class FilterBesideFeatureTest extends Conformance {
  FilterBesideFeatureTest(String stack) {
    super(stack, "/filtered", "Servlet filter beside the feature");
  }

  @Test
  void writesEveryHeaderOnce() throws Exception {
    for (String path : new String[] {"hello", "own-cors", "mapped", "suspended", "streamed"}) {
      assertGranted(send("GET /api/items/" + path, APP));
      assertNotGranted(send("GET /api/items/" + path, EVIL));
    }
  }

  @Test
  void answersPreflight() throws Exception {
    RawResponse answer =
        send("OPTIONS /api/items/hello", APP, "Access-Control-Request-Method: PUT");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.lines("Access-Control-Allow-Methods")).hasSize(1);
    assertThat(answer.lines("Vary"))
        .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  }

  // https://github.com/eclipse-ee4j/jersey/issues/3361: headers lost on errors.
  // https://github.com/helidon-io/helidon/issues/10710: an error granted to anyone.
  @Test
  void keepsHeadersOnUnmappedException() throws Exception {
    RawResponse granted = send("GET /api/items/unmapped", APP);
    RawResponse denied = send("GET /api/items/unmapped", EVIL);
    assertThat(granted.status()).isEqualTo(500);
    assertThat(denied.status()).isEqualTo(500);
    assertGranted(granted);
    assertNotGranted(denied);
  }
}
