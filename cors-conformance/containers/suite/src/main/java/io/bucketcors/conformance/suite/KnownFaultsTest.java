package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faults that other CORS filters shipped, by name; header names are written out on purpose. */
@ExtendWith(Servers.Extension.class)
class KnownFaultsTest {
  private final Servers servers;

  KnownFaultsTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse get(String path, String origin) {
    return servers
        .plain()
        .send(
            """
            GET %s HTTP/1.1
            Origin: %s
            """
                .formatted(path, origin));
  }

  private RawResponse preflight(String path, String origin, String method) {
    return servers
        .plain()
        .send(
            """
            OPTIONS %s HTTP/1.1
            Origin: %s
            Access-Control-Request-Method: %s
            """
                .formatted(path, origin, method));
  }

  private static List<String> granted(RawResponse answer) {
    return answer.lines("Access-Control-Allow-Origin");
  }

  /** CVE-2023-4853: a path that container and app read differently. */
  @Test
  void grantsNothingOnAPathThatCanBeReadInTwoWays() {
    assertThat(granted(get("/api/ok", "https://partner.example")))
        .containsExactly("https://partner.example");
    List<String> others =
        List.of(
            "/apix",
            "/api;x=1/ok",
            "//api/ok",
            "/do/..;/api/ok",
            "/do//ok",
            "/api%2fok",
            "/api/%2e%2e/do/ok",
            "/do/%2e%2e/api%2fok",
            "/api/ok;/../../do/ok");
    boolean reads = servers.container().readsOddPaths();
    for (String path : others) {
      RawResponse answer = get(path, "https://app.example");
      // What the container normalises is one path for all; then the bucket of that path decides.
      if (path.contains("/api")) {
        assertThat(granted(answer)).as(path).isSubsetOf("https://app.example");
      }
      assertThat(answer.status()).as("%s: %s", path, answer).isNotEqualTo(0);
      if (reads) {
        assertThat(answer.status()).as("%s: %s", path, answer).isNotEqualTo(500);
      }
    }
    servers
        .table()
        .cell(
            "path confusion: `//`, `;x`, `%2e`, `%2f`",
            "no grant by another bucket" + (reads ? "" : "; for some 500 of its own"));
  }

  @Test
  void judgesAPathThatTheContainerHasNormalisedByItsRealBucket() {
    for (String path : List.of("/do/../api/ok", "/do/%2e%2e/api/ok", "/%61pi/ok", "/api/./ok")) {
      RawResponse app = get(path, "https://app.example");
      RawResponse partner = get(path, "https://partner.example");
      assertThat(granted(app)).as(path).isEmpty();
      // Undertow leaves dot segments in; then nobody is granted anything.
      assertThat(granted(partner)).as(path).isSubsetOf("https://partner.example");
    }
  }

  @Test
  void doesNotTakeApixForApi() {
    assertThat(granted(get("/apix", "https://partner.example"))).isEmpty();
    assertThat(granted(get("/apix", "https://app.example"))).containsExactly("https://app.example");
  }

  @Test
  void findsBucketsBelowTheContextPath() {
    RawResponse answer =
        servers
            .paged()
            .send(
                """
                GET /app/api/ok HTTP/1.1
                Origin: https://partner.example
                """);
    assertThat(granted(answer)).containsExactly("https://partner.example");
  }

  /** helidon#10710: headers lost on errors, then granted to anyone. */
  @Test
  void grantsNothingToAWrongOriginOnErrors() {
    for (String path : List.of("/do/send-error", "/do/throw", "/do/reset", "/nowhere")) {
      RawResponse answer = get(path, "https://evil.example");
      assertThat(answer.headers())
          .as(path)
          .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
      assertThat(answer.vary()).as(path).containsOnlyOnce("Origin");
    }
    servers.table().cell("wrong origin on an error", "no grant");
  }

  /** spring-security#4448. */
  @Test
  void answersPreflightBeforeTheAppsOwnAuthentication() {
    List<String> before = servers.probe("calls");
    RawResponse answer = preflight("/guard/ok", "https://app.example", "PUT");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(granted(answer)).containsExactly("https://app.example");
    assertThat(answer.lines("Access-Control-Allow-Methods"))
        .containsExactly("GET, HEAD, POST, PUT");
    assertThat(answer.lines("Access-Control-Max-Age")).containsExactly("600");
    assertThat(answer.lines("Access-Control-Allow-Credentials")).containsExactly("true");
    assertThat(answer.vary())
        .containsExactly(
            "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    assertThat(servers.probe("calls")).isEqualTo(before);
    servers.table().cell("preflight before a filter's authentication", "204");
  }

  @Test
  void refusesPreflightItself() {
    RawResponse answer = preflight("/do/ok", "https://app.example", "DELETE");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.lines("Content-Length")).containsExactly("0");
    assertThat(granted(answer)).isEmpty();
    servers.table().cell("refused preflight", "403, empty");
  }

  @Test
  void answersLikeAStoreWithItsBody() {
    RawResponse answer = preflight("/store/a", "https://evil.example", "GET");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.lines("Content-Type")).containsExactly("application/xml");
    assertThat(answer.body())
        .contains("<Code>AccessForbidden</Code>")
        .contains("<ResourceType>OBJECT</ResourceType>");
    assertThat(answer.lines("Content-Length"))
        .containsExactly(Integer.toString(answer.body().length()));
    servers.table().cell("refused preflight, dialect s3", "403, XML");
  }

  /** quarkus#29542: behind a TLS proxy a same-origin POST looks cross-origin. */
  @Test
  void letsDeniedActualRequestsReachTheApp() {
    RawResponse answer =
        servers
            .plain()
            .send(
                """
                POST /do/ok HTTP/1.1
                Origin: https://evil.example
                Content-Length: 0
                """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("ok");
    assertThat(granted(answer)).isEmpty();
  }

  /** CVE-2018-8014 and others: a wildcard that reflects. */
  @Test
  void doesNotReflectAnOriginUnderAStar() {
    RawResponse answer = get("/open/ok", "https://anyone.example");
    assertThat(granted(answer)).containsExactly("*");
    assertThat(answer.headers()).doesNotContainKeys("Access-Control-Allow-Credentials", "Vary");
  }

  @Test
  void leavesABucketWithoutRulesToTheApp() {
    RawResponse answer = get("/free/own", "https://app.example");
    assertThat(granted(answer)).containsExactly("*", "https://evil.example");
    assertThat(answer.headers()).doesNotContainKey("Vary");
    servers.table().cell("bucket without rules", "untouched");
  }

  @Test
  void leavesOptionsWithoutARequestedMethodToTheApp() {
    RawResponse answer =
        servers
            .plain()
            .send(
                """
                OPTIONS /do/ok HTTP/1.1
                Origin: https://app.example
                """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.vary())
        .containsExactly(
            "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
  }

  private static final String HANDSHAKE =
      """
      Upgrade: websocket
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      """;

  /** Or a request header would switch governance off, and a cache keep what comes of it. */
  @Test
  void governsAGetThatAsksToBecomeAWebSocket() {
    RawResponse granted =
        servers
            .plain()
            .send(
                """
                GET /do/own HTTP/1.1
                Origin: https://app.example
                Connection: Upgrade, close
                """
                    + HANDSHAKE);
    assertThat(granted(granted)).containsExactly("https://app.example");
    assertThat(granted.vary()).containsOnlyOnce("Origin");
    RawResponse denied =
        servers
            .plain()
            .send(
                """
                GET /do/own HTTP/1.1
                Origin: https://evil.example
                Connection: Upgrade, close
                """
                    + HANDSHAKE);
    assertThat(granted(denied)).isEmpty();
    assertThat(denied.vary()).containsOnlyOnce("Origin");
    servers.table().cell("`Upgrade: websocket` on a GET", "governed");
  }

  @Test
  void letsWebSocketsOpen() {
    if (!servers.container().hasWebSockets()) {
      servers.table().cell("WebSocket handshake", "not tested");
      return;
    }
    RawResponse answer =
        servers
            .plain()
            .send(
                """
                GET /socket HTTP/1.1
                Origin: https://app.example
                Connection: Upgrade
                """
                    + HANDSHAKE);
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.lines("Sec-WebSocket-Accept"))
        .containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    boolean headers = answer.headers().containsKey("Access-Control-Allow-Origin");
    servers.table().cell("WebSocket handshake", "101" + (headers ? ", headers" : ""));
  }

  @Test
  void takesAnOuterFiltersGrantOffADenial() {
    for (String path : List.of("/outer/ok", "/outer/throw", "/outer/send-500", "/outer/reset")) {
      RawResponse answer = get(path, "https://evil.example");
      assertThat(answer.headers().keySet().stream().filter(name -> name.contains("-Control-A")))
          .allMatch(name -> answer.lines(name).equals(List.of("")), path + ": " + answer);
      assertThat(answer.vary()).as(path).containsOnlyOnce("Origin");
    }
    RawResponse plain = get("/outer/ok", "https://evil.example");
    boolean emptied = plain.headers().containsKey("Access-Control-Allow-Origin");
    servers.table().cell("an outer filter's grant on a denial", emptied ? "emptied" : "gone");
    assertThat(servers.probe("log")).anyMatch(line -> line.contains("before CorsFilter"));
  }

  /** Administrators change the name; every row of this run has been seen behind this one. */
  @Test
  void isToldByTheContainersClassesAndNotByItsName() {
    String shown = servers.container().shownName();
    if (!shown.isEmpty()) {
      assertThat(servers.probe("server")).singleElement().asString().startsWith(shown);
    }
    servers.table().cell("shown name", shown.isEmpty() ? "its own" : shown);
  }

  @Test
  void leavesExceptionsToAHandlerOfTheContainer() {
    String row = "exception handler of the deployment";
    if (!servers.container().hasExceptionHandler()) {
      servers.table().cell(row, servers.container().isEmbedded() ? "none here" : "not tested");
      return;
    }
    RawResponse answer = get("/do/throw-handled", "https://app.example");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("handled");
    assertThat(granted(answer)).containsExactly("https://app.example");
    assertThat(answer.vary()).containsOnlyOnce("Origin");
    servers.table().cell(row, "kept; called");
  }

  /** CVE-2024-1681: a value of the request in a log line. */
  @Test
  void writesNothingOfTheRequestIntoLogs() {
    String marker = "https://evil-marker.example\u001b[31m%0d%0aForged: 1\t\u0085x";
    get("/do/own", marker);
    preflight("/do/ok", marker, "GET");
    preflight("/do/ok", "https://app.example", "FORGED\u001b[31m-marker");
    get("/store/ok", marker);
    get("/do/throw", marker);
    // Or nothing would be recorded at all.
    get("/do/own", "https://app.example");
    List<String> log = servers.probe("log");
    assertThat(log)
        .anyMatch(line -> line.contains("Access-Control"))
        .noneMatch(line -> line.contains("marker") && !line.contains("CORS denied: "));
    // Where DEBUG is on, denials name what was asked for: escaped, in one line each.
    assertThat(log)
        .filteredOn(line -> line.contains("CORS denied: "))
        .allMatch(line -> line.matches("[ -~]*"))
        .noneMatch(line -> line.startsWith("Forged"));
  }
}
