package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An application at {@code /my läden}, which servers give in one form and requests in another. */
@Tag("embedded")
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class ContextPathTest extends Conformance {
  ContextPathTest(String stack) {
    super(stack, "/my%20l%C3%A4den", "Context path with a blank and a letter beyond ASCII");
  }

  @Test
  void findsBucketByPath() throws Exception {
    RawResponse answer = send("GET /api/bypath/x", "Origin: https://path.example");
    // RESTEasy and CXF do not find their resources below such a path on every server.
    assertThat(answer.status()).isIn(200, 404);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://path.example");
    assertNotGranted(send("GET /api/bypath/x", APP));
  }

  @Test
  void answersPreflight() throws Exception {
    String asksGet = "Access-Control-Request-Method: GET";
    assertThat(send("OPTIONS /api/bypath/x", "Origin: https://path.example", asksGet).status())
        .isEqualTo(204);
    assertThat(send("OPTIONS /api/bypath/x", APP, asksGet).status()).isEqualTo(403);
    assertThat(send("OPTIONS /api/items/hello", APP, asksGet).status()).isEqualTo(204);
  }
}
