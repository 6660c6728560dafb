package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters and interceptors of the app that change what was sent, or what is sent. */
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class MeddlingTest extends Conformance {
  private static final String ASKS_PUT = "Access-Control-Request-Method: PUT";

  MeddlingTest(String stack) {
    super(stack, "/plain", "Filters and interceptors of the app that meddle");
  }

  /** Neither more nor less than the rules say, whatever was put into the headers. */
  private void assertDecided(String path) throws Exception {
    RawResponse granted = send("GET /api/meddled/" + path, APP);
    assertThat(granted.status()).isEqualTo(200);
    assertGranted(granted);
    assertNotGranted(send("GET /api/meddled/" + path, EVIL));
  }

  private void assertPreflightsAnswered(String path, String... lines) throws Exception {
    for (String origin : new String[] {APP, EVIL}) {
      String[] all = new String[lines.length + 2];
      all[0] = origin;
      all[1] = ASKS_PUT;
      System.arraycopy(lines, 0, all, 2, lines.length);
      RawResponse answer = send("OPTIONS /api/meddled/" + path, all);
      assertThat(answer.status()).isEqualTo(origin.equals(APP) ? 204 : 403);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .hasSize(origin.equals(APP) ? 1 : 0)
          .allMatch("https://app.example"::equals);
      assertThat(answer.lines("Vary"))
          .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    }
  }

  @Test
  void dropsWhatTheLastResponseFilterWrites() throws Exception {
    assertDecided("filter");
  }

  @Test
  void dropsWhatInterceptorWritesBeforeTheBody() throws Exception {
    if (on("quarkus rest")) {
      RawResponse answer = send("GET /api/meddled/interceptor", EVIL);
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://evil.example");
      cell("the app's own goes out: headers that an interceptor sets are written past the feature");
      return;
    }
    assertDecided("interceptor");
  }

  @Test
  void dropsWhatInterceptorWritesAfterTheBody() throws Exception {
    assertDecidedButOnQuarkusClassic("after");
  }

  @Test
  void dropsWhatStreamOfInterceptorWritesWithTheBody() throws Exception {
    assertDecidedButOnQuarkusClassic("stream");
  }

  /** Its response is no servlet's, and is sent only when the body has been written. */
  private void assertDecidedButOnQuarkusClassic(String path) throws Exception {
    if (on("quarkus classic")) {
      RawResponse answer = send("GET /api/meddled/" + path, APP);
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://evil.example");
      assertThat(send("GET /api/meddled/" + path, EVIL).grants()).isEmpty();
      cell("the app's own replaces a grant: headers are sent after the last interceptor");
      return;
    }
    assertDecided(path);
  }

  @Test
  void dropsPolicyHeadersWithBlankAfterTheirName() throws Exception {
    RawResponse answer = send("GET /api/meddled/blanks", EVIL);
    assertThat(answer.lines()).noneMatch(line -> line.startsWith("Access-Control-"));
  }

  @Test
  void decidesOnTheMethodThatWasSent() throws Exception {
    // The rule lists PUT and not PATCH.
    assertGranted(send("PUT /api/meddled/method", APP, "X-HTTP-Method-Override: PATCH", EMPTY));
    assertThat(
            send("PATCH /api/meddled/method", APP, "X-HTTP-Method-Override: PUT", EMPTY).grants())
        .isEmpty();
  }

  @Test
  void decidesOnTheOriginThatWasSent() throws Exception {
    assertGranted(send("GET /api/meddled/origin", APP));
    assertNotGranted(send("GET /api/meddled/forged", EVIL));
    assertPreflightsAnswered("origin");
    assertPreflightsAnswered("forged");
  }

  @Test
  void answersPreflightWhereResponseFilterNeedsMatchedMethod() throws Exception {
    // Liberty cannot be answered at once either, see ServletExchange.
    if (!Stacks.withServlets().contains(stackName()) || on("liberty")) {
      RawResponse answer = send("OPTIONS /api/meddled/matched", APP, ASKS_PUT);
      assertThat(answer.status()).isEqualTo(500);
      cell("refused by a 500: it cannot be sent at once, so the app's response filters come first");
      return;
    }
    assertPreflightsAnswered("matched");
  }

  @Test
  void answersPreflightWhereResponseFilterPutsBodyIn() throws Exception {
    assertPreflightsAnswered("body");
  }

  @Test
  void answersPreflightWhereInterceptorCompresses() throws Exception {
    if (on("quarkus classic") || on("liberty")) {
      RawResponse granted = send("OPTIONS /api/meddled/gzip", APP, ASKS_PUT);
      assertThat(granted.status()).isEqualTo(204);
      RawResponse refused = send("OPTIONS /api/meddled/gzip", EVIL, ASKS_PUT);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.lines("Access-Control-Allow-Origin")).isEmpty();
      cell("a refusal has the interceptor's bytes: it cannot be sent at once");
      return;
    }
    RawResponse granted = send("GET /api/meddled/gzip", APP);
    assertThat(granted.lines("Content-Encoding")).containsExactly("gzip");
    assertGranted(granted);
    assertNotGranted(send("GET /api/meddled/gzip", EVIL));
    assertPreflightsAnswered("gzip");
    assertThat(send("OPTIONS /api/meddled/gzip", EVIL, ASKS_PUT).lines("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void answersPreflightWithGarbageAccept() throws Exception {
    if (on("resteasy") || on("liberty") || on("wildfly")) {
      RawResponse answer =
          send("OPTIONS /api/meddled/hello", APP, ASKS_PUT, "Accept: ///;;;q=nonsense");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.grants()).isEmpty();
      cell("refused by a 400: RESTEasy reads `Accept` before it calls any filter");
      return;
    }
    assertPreflightsAnswered("hello", "Accept: ///;;;q=nonsense");
  }
}
