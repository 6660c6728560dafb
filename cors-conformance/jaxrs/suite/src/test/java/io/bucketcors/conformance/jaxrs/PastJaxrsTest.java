package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes past JAX-RS in a servlet container, with the feature alone. */
@Tag("embedded")
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class PastJaxrsTest extends Conformance {
  private static final String OUTSIDE =
      "files, servlets and error pages of the server are not the application's; put the servlet"
          + " filter beside the feature";

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
    RawResponse answer = send("GET /api/past/written", APP);
    assertThat(answer.body()).isEqualTo("written");
    assertThat(answer.grants()).isEmpty();
    assertThat(send("GET /api/past/written", EVIL).grants()).isEmpty();
    cell("no headers: it is on its way before any response filter is called");
  }

  @Test
  void forwardToAnotherResource() throws Exception {
    assertThat(send("GET /api/past/forwarded", EVIL).grants()).isEmpty();
    RawResponse answer = send("GET /api/past/forwarded", APP);
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
    assertThat(send("OPTIONS /static/nothing.txt", APP, asksGet).grants()).isEmpty();
    assertThat(send("GET /static/nothing.txt", APP).grants()).isEmpty();
    cell("no headers, no answer to a preflight: " + OUTSIDE);
  }

  @Test
  void fileThatTheContainerServes() throws Exception {
    String asksGet = "Access-Control-Request-Method: GET";
    RawResponse file = send("GET /static/file.txt", APP);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).isEqualTo("a file");
    assertThat(file.grants()).isEmpty();
    assertThat(file.vary()).doesNotContain("Origin");
    assertThat(send("OPTIONS /static/file.txt", APP, asksGet).grants()).isEmpty();
    cell("no headers, no answer to a preflight: " + OUTSIDE);
  }

  @Test
  void servletBesideFilter30Dispatcher() throws Exception {
    if (!on("resteasy")) {
      cell("not run: only RESTEasy has a `Filter30Dispatcher`");
      return;
    }
    String asksGet = "Access-Control-Request-Method: GET";
    assertGranted(dispatched("GET /api/past/header", APP));
    RawResponse answer = dispatched("GET /beside/x", APP);
    assertThat(answer.body()).isEqualTo("a servlet's");
    assertThat(answer.grants()).isEmpty();
    assertThat(answer.vary()).doesNotContain("Origin");
    // The bucket of the path answers before it is known who would answer the request.
    RawResponse preflight = dispatched("OPTIONS /beside/x", APP, asksGet);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.lines("Access-Control-Allow-Origin"))
        .containsExactly("https://app.example");
    assertThat(dispatched("OPTIONS /beside/x", EVIL, asksGet).status()).isEqualTo(403);
    // Nor is anything on what the servlets do not know either.
    assertThat(dispatched("GET /api/nothing", APP).grants()).isEmpty();
    cell(
        "no headers, though its preflight is answered: the filter hands on what is no resource,"
            + " after the feature's filters for requests and past those for responses; put the"
            + " servlet filter before it");
  }

  private RawResponse dispatched(String request, String... lines) throws Exception {
    return Stacks.get(stackName()).send("/dispatched", request, lines);
  }
}
