package io.bucketcors.conformance.jaxrs;

import static io.bucketcors.conformance.jaxrs.Conformance.APP;
import static io.bucketcors.conformance.jaxrs.Conformance.EVIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * CXF's own {@code CrossOriginResourceSharingFilter}, 4.1.5 on CXF 4.1.7, and the feature of this
 * project on the same stack: what the one does, and the other does not.
 */
@Tag("embedded")
class CxfPeerTest {
  private static final String ASKS_PUT = "Access-Control-Request-Method: PUT";

  private static final String PEER = "/CxfPeer";
  private static final String PEER_FOR_ANYONE = "/Anyone";
  private static final String HERE = "/PlainApplication";

  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack =
        EmbeddedStack.start("cxf-4.1", "jetty", "CxfPeer", "CxfPeer$Anyone", "PlainApplication");
  }

  @AfterAll
  static void end() throws Exception {
    stack.close();
  }

  // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches, and CVE-2017-7561 for what comes
  // of it: a cache gives one origin's answer to another.
  @Test
  void answersVaryByOrigin() throws Exception {
    String request = "GET /api/items/hello";
    RawResponse peer = stack.send(PEER, request, APP);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(peer.vary()).containsExactly("Accept-Encoding");
    assertThat(stack.send(PEER, request, EVIL).vary()).containsExactly("Accept-Encoding");
    assertThat(stack.send(PEER, request).vary()).containsExactly("Accept-Encoding");

    RawResponse here = stack.send(HERE, request, APP);
    assertThat(here.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(here.vary()).containsExactly("Accept-Encoding", "Origin");
    assertThat(stack.send(HERE, request, EVIL).vary()).containsExactly("Accept-Encoding", "Origin");
    assertThat(stack.send(HERE, request).vary()).containsExactly("Accept-Encoding", "Origin");
  }

  // The same for preflights.
  @Test
  void preflightsVaryByAllThatTheyAreJudgedBy() throws Exception {
    String request = "OPTIONS /api/items/hello";
    RawResponse peer = stack.send(PEER, request, APP, ASKS_PUT);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(peer.lines("Access-Control-Allow-Methods")).containsExactly("PUT");
    assertThat(peer.vary()).isEmpty();

    RawResponse here = stack.send(HERE, request, APP, ASKS_PUT);
    assertThat(here.lines("Access-Control-Allow-Methods"))
        .containsExactly("GET, HEAD, PUT, POST, DELETE");
    assertThat(here.vary())
        .containsExactly(
            "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
  }

  // CVE-2018-8014 of Tomcat, GHSA-972r-f3fv-whm3 of RESTEasy: any origin, and with credentials.
  @Test
  void wildcardReflectsNoOriginAndGivesNoCredentials() throws Exception {
    RawResponse peer = stack.send(PEER_FOR_ANYONE, "GET /api/public/x", EVIL);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://evil.example");
    assertThat(peer.lines("Access-Control-Allow-Credentials")).containsExactly("true");

    RawResponse here = stack.send(HERE, "GET /api/public/x", EVIL);
    assertThat(here.lines("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(here.lines("Access-Control-Allow-Credentials")).isEmpty();
  }
}
