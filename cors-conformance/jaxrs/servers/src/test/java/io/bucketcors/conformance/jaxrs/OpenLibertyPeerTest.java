package io.bucketcors.conformance.jaxrs;

import static io.bucketcors.conformance.jaxrs.Conformance.APP;
import static io.bucketcors.conformance.jaxrs.Conformance.EVIL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import io.bucketcors.conformance.servers.Deployment;
import io.bucketcors.conformance.servers.OpenLiberty;
import io.bucketcors.conformance.servers.RunningServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The {@code cors} element in the {@code server.xml} of Open Liberty 26.0.0.3, and the feature of
 * this project in the same server: what the one does, and the other does not.
 */
class OpenLibertyPeerTest {
  private static final String ASKS_PUT = "Access-Control-Request-Method: PUT";

  private static final String PEER = "/peer";
  private static final String HERE = "/here";
  private static final String CALLS = "/api/calls";
  private static final String CORS =
      """
        <cors domain="/peer/api" allowedOrigins="https://app.example" allowedMethods="GET, PUT"
              allowCredentials="true" maxAge="600"/>
        <cors domain="/peer/api/public" allowedOrigins="*" allowedMethods="GET"
              allowCredentials="true"/>
      """;

  private static @Nullable RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Stacks.NAMES.contains("Open Liberty 26"), "left out by jaxrs.servers");
    SuiteApp peer = SuiteApp.of("peer", "plain", "ScannedApplication");
    SuiteApp here = SuiteApp.of("here", "plain", "ScannedApplication");
    server =
        new OpenLiberty(CORS)
            .start(
                List.of(
                    new Deployment(PEER, War.of(peer, null), CALLS),
                    new Deployment(HERE, War.of(here, null, "cors-core", "cors-jaxrs"), CALLS)));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static RawResponse send(String application, String request, String... lines)
      throws Exception {
    return new RawHttp(requireNonNull(server).port()).send(application, request, lines);
  }

  // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches, and CVE-2017-7561 for what comes
  // of it: a cache gives one origin's answer to another.
  @Test
  void answersVaryByOrigin() throws Exception {
    String request = "GET /api/items/hello";
    RawResponse peer = send(PEER, request, APP);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(peer.vary()).containsExactly("Accept-Encoding");
    assertThat(send(PEER, request, EVIL).vary()).containsExactly("Accept-Encoding");
    assertThat(send(PEER, request).vary()).containsExactly("Accept-Encoding");

    RawResponse here = send(HERE, request, APP);
    assertThat(here.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(here.vary()).containsExactly("Accept-Encoding", "Origin");
    assertThat(send(HERE, request, EVIL).vary()).containsExactly("Accept-Encoding", "Origin");
    assertThat(send(HERE, request).vary()).containsExactly("Accept-Encoding", "Origin");
  }

  // https://github.com/OpenLiberty/open-liberty/issues/9951: 19.0.0.11 wrote
  // Access-Control-Allow-Max-Age, which no browser reads. Version 26.0.0.3 does not.
  @Test
  void preflightsVaryByAllThatTheyAreJudgedByAndSpellTheMaximumAge() throws Exception {
    String request = "OPTIONS /api/items/hello";
    RawResponse peer = send(PEER, request, APP, ASKS_PUT);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(peer.lines("Access-Control-Max-Age")).containsExactly("600");
    assertThat(peer.lines("Access-Control-Allow-Max-Age")).isEmpty();
    assertThat(peer.vary()).isEmpty();

    RawResponse here = send(HERE, request, APP, ASKS_PUT);
    assertThat(here.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(here.lines("Access-Control-Max-Age")).containsExactly("600");
    assertThat(here.vary())
        .containsExactly(
            "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
  }

  // CVE-2018-8014 of Tomcat, GHSA-972r-f3fv-whm3 of RESTEasy: any origin, and with credentials.
  @Test
  void wildcardReflectsNoOriginAndGivesNoCredentials() throws Exception {
    RawResponse peer = send(PEER, "GET /api/public/x", EVIL);
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://evil.example");
    assertThat(peer.lines("Access-Control-Allow-Credentials")).containsExactly("true");

    RawResponse here = send(HERE, "GET /api/public/x", EVIL);
    assertThat(here.lines("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(here.lines("Access-Control-Allow-Credentials")).isEmpty();
  }
}
