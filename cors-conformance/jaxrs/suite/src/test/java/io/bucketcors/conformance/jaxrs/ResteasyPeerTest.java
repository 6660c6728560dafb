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
 * RESTEasy's own {@code CorsFilter}, 6.2.16.Final and 7.0.5.Final, and the feature of this project
 * on the same stack: what the one does, and the other does not.
 */
@Tag("embedded")
class ResteasyPeerTest {
  private static final String PEER = "/ResteasyPeer";
  private static final String PEER_FOR_ANYONE = "/Anyone";
  private static final String HERE = "/PlainApplication";

  private static EmbeddedStack six;
  private static EmbeddedStack seven;

  @BeforeAll
  static void start() throws Exception {
    six = start("resteasy-6");
    seven = start("resteasy-7");
  }

  private static EmbeddedStack start(String resteasy) throws Exception {
    return EmbeddedStack.start(
        resteasy, "jetty", "ResteasyPeer", "ResteasyPeer$Anyone", "PlainApplication");
  }

  @AfterAll
  static void end() throws Exception {
    six.close();
    seven.close();
  }

  // GHSA-972r-f3fv-whm3: an allowed * is answered with whatever origin comes, and with credentials.
  // 6.2.16.Final does so, by default; 7.0.5.Final answers *
  // (https://github.com/resteasy/resteasy/pull/5030).
  @Test
  void wildcardReflectsNoOriginAndGivesNoCredentials() throws Exception {
    for (String request : new String[] {"GET /api/public/x", "OPTIONS /api/public/x"}) {
      String asksGet = "Access-Control-Request-Method: GET";
      RawResponse reflected = six.send(PEER_FOR_ANYONE, request, EVIL, asksGet);
      assertThat(reflected.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://evil.example");
      assertThat(reflected.lines("Access-Control-Allow-Credentials")).containsExactly("true");

      for (RawResponse answer :
          new RawResponse[] {
            seven.send(PEER_FOR_ANYONE, request, EVIL, asksGet),
            six.send(HERE, request, EVIL, asksGet),
            seven.send(HERE, request, EVIL, asksGet)
          }) {
        assertThat(answer.lines("Access-Control-Allow-Origin")).as(request).containsExactly("*");
        assertThat(answer.lines("Access-Control-Allow-Credentials")).as(request).isEmpty();
      }
    }
  }

  // The mark "cors.failure" that keeps its response filter from granting is set by its request
  // filter, which a filter that aborts before it keeps from being called. Both versions do so.
  @Test
  void answerOfAnEarlierFilterIsGrantedToNoOtherOrigin() throws Exception {
    for (EmbeddedStack stack : new EmbeddedStack[] {six, seven}) {
      RawResponse leaked = stack.send(PEER, "GET /api/items/early", EVIL);
      assertThat(leaked.status()).isEqualTo(401);
      assertThat(leaked.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://evil.example");
      assertThat(leaked.lines("Access-Control-Allow-Credentials")).containsExactly("true");

      RawResponse kept = stack.send(HERE, "GET /api/items/early", EVIL);
      assertThat(kept.status()).isEqualTo(401);
      assertThat(kept.grants()).isEmpty();
      assertThat(kept.vary()).containsExactly("Origin");
      RawResponse granted = stack.send(HERE, "GET /api/items/early", APP);
      assertThat(granted.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://app.example");
    }
  }

  // CVE-2017-7561 was no Vary at all; what mended it puts its own in place of the app's: a cache
  // then hands a compressed answer to those who cannot read it. 7.0.5.Final adds.
  @Test
  void varyOfTheAppIsKept() throws Exception {
    String request = "GET /api/items/hello";
    assertThat(six.send(PEER, request, APP).vary()).containsExactly("Origin");
    assertThat(seven.send(PEER, request, APP).vary()).containsExactly("Accept-Encoding", "Origin");

    assertThat(six.send(HERE, request, APP).vary()).containsExactly("Accept-Encoding", "Origin");
    assertThat(seven.send(HERE, request, APP).vary()).containsExactly("Accept-Encoding", "Origin");
  }

  // CVE-2017-7561, the rest of it: what a cache got without Origin it gives to those who send one.
  // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches. Neither version is mended there.
  @Test
  void answerWithoutOriginVariesByItToo() throws Exception {
    for (EmbeddedStack stack : new EmbeddedStack[] {six, seven}) {
      String request = "GET /api/items/hello";
      assertThat(stack.send(PEER, request).vary()).containsExactly("Accept-Encoding");
      assertThat(stack.send(PEER_FOR_ANYONE, request).vary()).containsExactly("Accept-Encoding");
      assertThat(stack.send(PEER, request, EVIL).vary()).isEmpty();

      assertThat(stack.send(HERE, request).vary()).containsExactly("Accept-Encoding", "Origin");
      assertThat(stack.send(HERE, request, EVIL).vary())
          .containsExactly("Accept-Encoding", "Origin");
    }
  }

  // As https://github.com/quarkusio/quarkus/issues/29542: behind a proxy that ends TLS the app's
  // own page looks like another's. Both versions refuse it.
  @Test
  void ownPageIsNotRefused() throws Exception {
    String[] own = {
      "Origin: https://api.example", "Content-Type: application/json", "Content-Length: 0"
    };
    for (EmbeddedStack stack : new EmbeddedStack[] {six, seven}) {
      assertThat(stack.send(PEER, "PUT /api/items/hello", own).status()).isEqualTo(403);

      RawResponse answer = stack.send(HERE, "PUT /api/items/hello", own);
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.grants()).isEmpty();
    }
  }
}
