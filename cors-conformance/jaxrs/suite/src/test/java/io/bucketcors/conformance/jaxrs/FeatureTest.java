package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The feature alone, no filter and no annotation. */
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class FeatureTest extends Conformance {
  private static final String ASKS_PUT = "Access-Control-Request-Method: PUT";

  FeatureTest(String stack) {
    super(stack, "/plain", "The feature alone");
  }

  private void assertPreflightGranted(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.lines("Access-Control-Allow-Methods"))
        .containsExactly("GET, HEAD, PUT, POST, DELETE");
    assertThat(answer.lines("Access-Control-Max-Age")).containsExactly("600");
    assertThat(answer.lines("Vary"))
        .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    assertThat(answer.lines("Allow")).isEmpty();
  }

  @Test
  void answersPreflight() throws Exception {
    RawResponse answer =
        send(
            "OPTIONS /api/items/hello",
            APP,
            ASKS_PUT,
            "Access-Control-Request-Headers: content-type,x-token");
    assertPreflightGranted(answer);
    assertThat(answer.lines("Access-Control-Allow-Headers"))
        .containsExactly("content-type,x-token");
  }

  @Test
  void answersPreflightForPathThatNoResourceHas() throws Exception {
    assertPreflightGranted(send("OPTIONS /api/nowhere", APP, ASKS_PUT));
  }

  @Test
  void answersPreflightForMethodThatNoResourceAllows() throws Exception {
    assertPreflightGranted(
        send("OPTIONS /api/items/hello", APP, "Access-Control-Request-Method: DELETE"));
  }

  @Test
  void answersPreflightInsteadOfOptionsMethodOfTheApp() throws Exception {
    assertPreflightGranted(send("OPTIONS /api/items/options", APP, ASKS_PUT));
  }

  // https://github.com/spring-projects/spring-security/issues/4448: 401 on a preflight.
  @Test
  void answersPreflightBeforeAuthentication() throws Exception {
    assertPreflightGranted(send("OPTIONS /api/items/secure", APP, ASKS_PUT));
  }

  @Test
  void answersPreflightBeforeAuthenticationThatIsPreMatching() throws Exception {
    assertPreflightGranted(send("OPTIONS /api/items/early", APP, ASKS_PUT));
  }

  @Test
  void refusesPreflightOfOtherOrigin() throws Exception {
    RawResponse answer = send("OPTIONS /api/items/hello", EVIL, ASKS_PUT);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
    assertNotGranted(answer);
  }

  @Test
  void neverRunsTheAppForPreflight() throws Exception {
    int before = calls();
    send("OPTIONS /api/items/hello", APP, ASKS_PUT);
    send("OPTIONS /api/items/hello", EVIL, ASKS_PUT);
    send("OPTIONS /api/items/options", APP, ASKS_PUT);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void leavesOptionsThatIsNoPreflightToTheApp() throws Exception {
    RawResponse answer = send("OPTIONS /api/items/options", APP);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("the app's own");
    assertThat(answer.grants()).isEmpty();
  }

  @Test
  void mergesVaryOfTheApp() throws Exception {
    RawResponse answer = send("GET /api/items/hello", APP);
    assertGranted(answer);
    assertThat(String.join(", ", answer.lines("Vary"))).isEqualTo("Accept-Encoding, Origin");
  }

  // See CxfPeerTest, OpenLibertyPeerTest and ResteasyPeerTest for others that do not.
  @Test
  void saysVaryAlsoWithoutOrigin() throws Exception {
    assertNotGranted(send("GET /api/items/hello"));
  }

  @Test
  void answersHead() throws Exception {
    RawResponse answer = send("HEAD /api/items/hello", APP);
    assertThat(answer.status()).isEqualTo(200);
    assertGranted(answer);
  }

  @Test
  void answers303() throws Exception {
    expect(303, "GET /api/items/moved");
  }

  @Test
  void answers304() throws Exception {
    expect(304, "GET /api/items/hello", "If-None-Match: \"v1\"");
  }

  @Test
  void answers401() throws Exception {
    expect(401, "GET /api/items/secure");
  }

  // See ResteasyPeerTest for one that then reflects whatever origin came.
  @Test
  void answers401FromBeforeMatching() throws Exception {
    expect(401, "GET /api/items/early");
  }

  @Test
  void answers404() throws Exception {
    if (answersItselfWhereNoResourceIs()) {
      assertThat(send("GET /api/nowhere", APP).status()).isEqualTo(404);
      assertThat(send("GET /api/nowhere", APP).grants()).isEmpty();
      cell("no headers: " + ANSWERS_ITSELF);
      return;
    }
    expect(404, "GET /api/nowhere");
  }

  @Test
  void answers405() throws Exception {
    expect(405, "DELETE /api/items/hello");
  }

  @Test
  void answers406() throws Exception {
    expect(406, "GET /api/items/hello", "Accept: image/png");
  }

  @Test
  void answers415() throws Exception {
    expect(415, "PUT /api/items/hello", "Content-Type: text/plain", "Content-Length: 0");
  }

  @Test
  void answersMappedException() throws Exception {
    expect(418, "GET /api/items/mapped");
  }

  @Test
  void answersSuspended() throws Exception {
    expect(200, "GET /api/items/suspended");
  }

  @Test
  void answersSuspendedThatTimesOut() throws Exception {
    if (on("helidon")) {
      expect(500, "GET /api/items/timeout");
      cell("yes, status 500: Helidon's own answer to a timeout");
      return;
    }
    expect(503, "GET /api/items/timeout");
  }

  @Test
  void answersCompletionStage() throws Exception {
    expect(200, "GET /api/items/stage");
  }

  @Test
  void answersStream() throws Exception {
    expect(200, "GET /api/items/streamed");
  }

  @Test
  void answersServerSentEvents() throws Exception {
    if (send("GET /api/ticks", "Accept: text/event-stream").status() == 404) {
      assertThat(on("cxf-4.2")).isTrue();
      cell("not run: no version of `cxf-rt-rs-sse` from 4.2.0 to 4.2.3 could be resolved");
      return;
    }
    expect(200, "GET /api/ticks", "Accept: text/event-stream");
  }

  @Test
  void answersPublisherOfTextOfJsonAndOfEvents() throws Exception {
    if (send("GET /api/streams/text").status() == 404) {
      assertThat(on("quarkus rest")).isFalse();
      cell("not run: only Quarkus REST makes a stream of a publisher by itself");
      return;
    }
    for (String kind : new String[] {"text", "json", "events"}) {
      expect(200, "GET /api/streams/" + kind);
    }
  }

  @Test
  void answersPublisherWithHeadersOfItsOwn() throws Exception {
    if (send("GET /api/streams/headed").status() == 404) {
      assertThat(on("quarkus rest")).isFalse();
      cell("not run: only Quarkus REST has a `RestMulti`");
      return;
    }
    assertThat(send("GET /api/streams/headed", APP).lines("X-Parts")).containsExactly("2");
    expect(200, "GET /api/streams/headed");
    // It sets its headers when the stream starts, over those that were written on the way in.
    RawResponse granting = send("GET /api/streams/granting", EVIL);
    assertThat(granting.lines("Access-Control-Allow-Origin"))
        .containsExactly("https://evil.example");
    cell("yes, but the app's own go out: a `RestMulti` sets its headers past the feature");
  }

  @Test
  void answersUnmappedException() throws Exception {
    RawResponse denied = send("GET /api/items/unmapped", EVIL);
    assertThat(denied.status()).isEqualTo(500);
    assertThat(denied.grants()).isEmpty();
    RawResponse answer = send("GET /api/items/unmapped", APP);
    assertThat(answer.status()).isEqualTo(500);
    if (on("resteasy")
        || on("quarkus rest")
        || on("helidon")
        || on("liberty")
        || on("wildfly")
        || on("tomee")) {
      assertGranted(answer);
    } else {
      assertThat(answer.grants()).isEmpty();
      cell(
          "no headers: response filters are not called; map the exception, or put the servlet"
              + " filter beside the feature");
    }
  }

  /** The same answer for the allowed origin with headers, and for another without. */
  private void expect(int status, String request, String... lines) throws Exception {
    RawResponse granted = send(request, with(APP, lines));
    assertThat(granted.status()).isEqualTo(status);
    assertGranted(granted);
    RawResponse denied = send(request, with(EVIL, lines));
    assertThat(denied.status()).isEqualTo(status);
    assertNotGranted(denied);
  }

  private static String[] with(String origin, String... lines) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(origin), java.util.stream.Stream.of(lines))
        .toArray(String[]::new);
  }

  @Test
  void dropsWhatTheAppWritesItself() throws Exception {
    expect(200, "GET /api/items/own-cors");
  }

  @Test
  void refusesTwoOrigins() throws Exception {
    assertNotGranted(send("GET /api/items/hello", APP, EVIL));
    assertNotGranted(send("GET /api/items/hello", EVIL, APP));
  }

  @Test
  void findsBucketByPathWithTheApplicationPath() throws Exception {
    RawResponse answer = send("GET /api/bypath/a%20b", "Origin: https://path.example");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://path.example");
    assertNotGranted(send("GET /api/bypath/x", APP));
  }

  @Test
  void findsOneBucketForPathWithAndWithoutSlashAtItsEnd() throws Exception {
    for (String path : new String[] {"/api/exact", "/api/exact/"}) {
      RawResponse answer = send("GET " + path, "Origin: https://exact.example");
      assertThat(answer.body()).isEqualTo("exact");
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .as(path)
          .containsExactly("https://exact.example");
      assertNotGranted(send("GET " + path, APP));
      assertThat(send("OPTIONS " + path, APP, "Access-Control-Request-Method: GET").status())
          .isEqualTo(403);
    }
  }

  // CVE-2023-4853: one path, two readings.
  @Test
  void grantsNothingToPathsThatCanBeReadInTwoWays() throws Exception {
    boolean oneReading = on("quarkus rest") || on("tomee");
    for (String path :
        new String[] {
          "/api;a/bypath/x", "/api/bypath%2Fx", "/api//bypath/x", "/api/bypath/../items/hello"
        }) {
      if (on("quarkus rest") && path.contains("..")) {
        // Filters are shown /api/items/hello, and so is everybody else.
        assertThat(send("GET " + path, APP).lines("Access-Control-Allow-Origin"))
            .containsExactly("https://app.example");
        continue;
      }
      if (!(oneReading && path.contains("//"))) {
        assertThat(send("GET " + path, "Origin: https://path.example").grants()).as(path).isEmpty();
      }
      assertThat(send("GET " + path, APP).grants()).as(path).isEmpty();
    }
    if (on("quarkus rest")) {
      cell("yes, but for `//` and `..`: filters are shown the path that is matched, normalised");
    } else if (oneReading) {
      cell("yes, but for `//`: filters are shown the path that is matched, with one `/` for two");
    }
  }

  @Test
  void grantsByTheOneBucketThatAllReadingsOfPathLeadTo() throws Exception {
    for (String path :
        new String[] {"/api/bypath/x;y=1", "/api/bypath/x%2Fy", "/api/bypath/100%25"}) {
      RawResponse answer = send("GET " + path, "Origin: https://path.example");
      // Some refuse an encoded slash or a percent sign, before any filter or in matching.
      if (answer.status() == 200) {
        assertThat(answer.lines("Access-Control-Allow-Origin"))
            .as(path)
            .containsExactly("https://path.example");
      } else {
        assertThat(path).contains("%2");
      }
      assertThat(send("GET " + path, APP).grants()).as(path).isEmpty();
    }
  }

  // See ResteasyPeerTest, CxfPeerTest and OpenLibertyPeerTest for others that reflect the origin.
  @Test
  void answersWildcardWithWildcard() throws Exception {
    for (String origin : new String[] {APP, EVIL, "Origin: null", "X-Nothing: at all"}) {
      RawResponse answer = send("GET /api/public/x", origin);
      assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(answer.lines("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.lines("Vary")).isEmpty();
    }
  }

  // https://github.com/helidon-io/helidon/issues/10710: an error granted to anyone. All other
  // rows ask the same of their own answers.
  @Test
  void grantsErrorsToNoOtherOrigin() throws Exception {
    for (String path : new String[] {"nowhere", "items/mapped", "items/unmapped", "items/secure"}) {
      assertThat(send("GET /api/" + path, EVIL).grants()).as(path).isEmpty();
      assertThat(send("GET /api/" + path, "Origin: null").grants()).as(path).isEmpty();
      assertThat(send("GET /api/" + path, "Origin: https://app.example.evil.example").grants())
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void answersAsTheStoreDoes() throws Exception {
    RawResponse denied = send("OPTIONS /api/store/x", EVIL, ASKS_PUT);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.lines("Content-Type")).containsExactly("application/xml");
    assertThat(denied.body())
        .contains("<Code>AccessForbidden</Code>", "<ResourceType>OBJECT</ResourceType>");
    assertThat(denied.lines("Vary")).isEmpty();
    RawResponse missing = send("OPTIONS /api/store/x");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body()).contains("Origin request header needed");
    RawResponse allowed = send("OPTIONS /api/store/x", APP, ASKS_PUT);
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.body()).isEmpty();
    assertThat(allowed.lines("Access-Control-Allow-Methods")).containsExactly("GET, HEAD, PUT");
  }
}
