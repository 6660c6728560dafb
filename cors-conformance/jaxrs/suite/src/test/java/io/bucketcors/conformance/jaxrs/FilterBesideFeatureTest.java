package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

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
    Http answer = send("OPTIONS /api/items/hello", APP, "Access-Control-Request-Method: PUT");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.all("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.all("Access-Control-Allow-Methods")).hasSize(1);
    assertThat(answer.all("Vary"))
        .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  }

  // https://github.com/eclipse-ee4j/jersey/issues/3361: headers lost on errors.
  // https://github.com/helidon-io/helidon/issues/10710: an error granted to anyone.
  @Test
  void keepsHeadersOnUnmappedException() throws Exception {
    Http granted = send("GET /api/items/unmapped", APP);
    Http denied = send("GET /api/items/unmapped", EVIL);
    assertThat(granted.status()).isEqualTo(500);
    assertThat(denied.status()).isEqualTo(500);
    assertGranted(granted);
    assertNotGranted(denied);
  }
}
