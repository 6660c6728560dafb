package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes past JAX-RS in a servlet container, with the feature alone. */
@Tag("embedded")
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class PastJaxrsTest extends Conformance {
  PastJaxrsTest(String stack) {
    super(stack, "/plain", "What the feature does not see");
  }

  @Test
  void headerOnTheServletResponse() throws Exception {
    assertGranted(send("GET /api/past/header", APP));
    assertNotGranted(send("GET /api/past/header", EVIL));
    cell("dropped");
  }

  @Test
  void headerOnUnwrappedServletResponse() throws Exception {
    assertGranted(send("GET /api/past/unwrapped", APP));
    assertNotGranted(send("GET /api/past/unwrapped", EVIL));
    cell("dropped");
  }

  @Test
  void bodyWrittenToTheServletResponse() throws Exception {
    Http answer = send("GET /api/past/written", APP);
    assertThat(answer.body()).isEqualTo("written");
    assertThat(answer.grants()).isEmpty();
    assertThat(send("GET /api/past/written", EVIL).grants()).isEmpty();
    cell("no headers: it is on its way before any response filter is called");
  }

  @Test
  void forwardToAnotherResource() throws Exception {
    assertThat(send("GET /api/past/forwarded", EVIL).grants()).isEmpty();
    Http answer = send("GET /api/past/forwarded", APP);
    if (on("resteasy-6 tomcat")) {
      assertThat(answer.grants()).isEmpty();
      cell("no headers: seen on RESTEasy with Tomcat only");
      return;
    }
    assertGranted(answer);
  }

  @Test
  void pathOutsideOfTheApplication() throws Exception {
    String asksGet = "Access-Control-Request-Method: GET";
    assertThat(send("OPTIONS /static/file.txt", APP, asksGet).grants()).isEmpty();
    assertThat(send("GET /static/file.txt", APP).grants()).isEmpty();
    cell(
        "no headers, no answer to a preflight: files, servlets and error pages of the server are"
            + " not the application's; put the servlet filter beside the feature");
  }
}
