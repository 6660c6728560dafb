package io.bucketcors.conformance.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Certificate;
import io.bucketcors.conformance.harness.Connection;
import io.bucketcors.conformance.harness.NginxProcess;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Through TLS, HTTP/2 and a cache that the app does not know of. */
@TestInstance(Lifecycle.PER_CLASS)
class BehindNginxTest {
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private static final String GRANT = "Access-Control-Allow-Origin";

  private ShopApp app;
  private NginxProcess nginx;
  private SSLContext trusted;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path program = Nginx.program();
    Certificate certificate = Certificate.make(folder, "localhost");
    app = new ShopApp();
    nginx = Nginx.start(program, folder, app.port());
    trusted = certificate.trusted();
    client = HttpClient.newBuilder().sslContext(trusted).build();
  }

  @AfterAll
  void end() throws Exception {
    try (ShopApp endedLast = app) {
      if (nginx != null) {
        List<ProcessHandle> processes = nginx.processes().toList();
        nginx.close();
        assertThat(processes).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
      }
    }
  }

  private String base() {
    return "https://localhost:" + nginx.port();
  }

  private HttpResponse<String> send(Version version, String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .version(version)
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(version);
    return answer;
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(Version.HTTP_2, "GET", path, headers);
  }

  private static List<String> granted(HttpResponse<?> answer) {
    return answer.headers().allValues(GRANT);
  }

  private static List<String> vary(HttpResponse<?> answer) {
    return answer.headers().allValues("Vary").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static List<String> cache(HttpResponse<?> answer) {
    return answer.headers().allValues("X-Cache");
  }

  /** quarkus#29542: the app's own page, for whose origin there is no rule, is refused. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void letsTheAppsOwnPagePost(Version version) throws Exception {
    HttpResponse<String> answer = send(version, "POST", "/order", "Origin", base());
    assertThat(answer.statusCode()).isEqualTo(200);
    // The trap: to the app its own URL is another origin than the browser's.
    assertThat(answer.body()).isEqualTo("seen as http://127.0.0.1:" + app.port() + "/order");
    assertThat(granted(answer)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void grantsAndDeniesAsWithoutAProxy(Version version) throws Exception {
    HttpResponse<String> granted = send(version, "GET", "/list", "Origin", A);
    assertThat(granted.statusCode()).isEqualTo(200);
    assertThat(granted(granted)).containsExactly(A);
    assertThat(vary(granted)).containsOnlyOnce("Origin");
    HttpResponse<String> denied = send(version, "GET", "/list", "Origin", "https://evil.example");
    assertThat(denied.statusCode()).isEqualTo(200);
    assertThat(granted(denied)).isEmpty();
    assertThat(vary(denied)).containsOnlyOnce("Origin");
    HttpResponse<String> error = send(version, "GET", "/error", "Origin", B);
    assertThat(error.statusCode()).isEqualTo(500);
    assertThat(granted(error)).containsExactly(B);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void answersPreflight(Version version) throws Exception {
    int before = app.calls();
    HttpResponse<String> granted =
        send(
            version,
            "OPTIONS",
            "/list",
            "Origin",
            A,
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "content-type");
    assertThat(granted.statusCode()).isEqualTo(204);
    assertThat(granted(granted)).containsExactly(A);
    assertThat(granted.headers().allValues("Access-Control-Allow-Methods"))
        .containsExactly("GET, PUT");
    assertThat(granted.headers().allValues("Access-Control-Allow-Headers"))
        .containsExactly("content-type");
    assertThat(granted.headers().allValues("Access-Control-Max-Age")).containsExactly("600");
    assertThat(vary(granted))
        .contains("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    HttpResponse<String> denied =
        send(version, "OPTIONS", "/list", "Origin", A, "Access-Control-Request-Method", "DELETE");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).isEmpty();
    assertThat(granted(denied)).isEmpty();
    assertThat(app.calls()).isEqualTo(before);
  }

  @Test
  void keepsTwoOriginsAnswersApartInItsCache() throws Exception {
    int before = app.calls();
    HttpResponse<String> first = get("/cached/list", "Origin", A);
    assertThat(cache(first)).containsExactly("MISS");
    assertThat(granted(first)).containsExactly(A);
    HttpResponse<String> again = get("/cached/list", "Origin", A);
    assertThat(cache(again)).containsExactly("HIT");
    assertThat(granted(again)).containsExactly(A);
    HttpResponse<String> other = get("/cached/list", "Origin", B);
    assertThat(cache(other)).containsExactly("MISS");
    assertThat(granted(other)).containsExactly(B);
    HttpResponse<String> denied = get("/cached/list", "Origin", "https://evil.example");
    assertThat(cache(denied)).containsExactly("MISS");
    assertThat(granted(denied)).isEmpty();
    HttpResponse<String> none = get("/cached/list");
    assertThat(cache(none)).containsExactly("MISS");
    assertThat(granted(none)).isEmpty();
    assertThat(app.calls()).isEqualTo(before + 4);
    for (String origin : List.of(A, B)) {
      HttpResponse<String> kept = get("/cached/list", "Origin", origin);
      assertThat(cache(kept)).containsExactly("HIT");
      assertThat(granted(kept)).containsExactly(origin);
    }
    assertThat(app.calls()).isEqualTo(before + 4);
  }

  /**
   * A request header must not switch governance off: the answer to a GET that asks to become a
   * WebSocket and does not is kept as that of any other.
   */
  @Test
  void keepsTheAnswerToAHandshakeApartToo() throws Exception {
    String asked = handshake("/cached/sockets/list", "https://evil.example");
    assertThat(asked).startsWith("HTTP/1.1 200").contains("X-Cache: MISS", "Vary: Origin");
    assertThat(asked).doesNotContain(GRANT);
    HttpResponse<String> allowed = get("/cached/sockets/list", "Origin", A);
    assertThat(cache(allowed)).containsExactly("MISS");
    assertThat(granted(allowed)).containsExactly(A);
    assertThat(handshake("/cached/sockets/list", A))
        .contains("X-Cache: HIT", "Access-Control-Allow-Origin: " + A);
    assertThat(granted(get("/cached/sockets/list", "Origin", "https://evil.example"))).isEmpty();
  }

  /** {@link HttpClient} lets nobody set these headers. */
  private String handshake(String path, String origin) throws Exception {
    Socket socket = trusted.getSocketFactory().createSocket("localhost", nginx.port());
    try (Connection connection = new Connection(socket)) {
      connection.write(
          """
          GET %s HTTP/1.1
          Host: localhost:%d
          Origin: %s
          Connection: Upgrade, close
          Upgrade: websocket
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """
              .formatted(path, nginx.port(), origin)
              .replace("\n", "\r\n"));
      return connection.rest();
    }
  }

  /** What the tests above would see if {@code Vary} were missing. */
  @Test
  void mixesThemUpWhereTheCacheDoesNotLookAtVary() throws Exception {
    assertThat(granted(get("/cached/careless/list", "Origin", A))).containsExactly(A);
    HttpResponse<String> mixed = get("/cached/careless/list", "Origin", B);
    assertThat(cache(mixed)).containsExactly("HIT");
    assertThat(granted(mixed)).containsExactly(A);
  }

  /** A bucket open to all needs no {@code Vary}: one cached answer is right for everybody. */
  @Test
  void keepsOneAnswerForAllWhereEveryOriginIsAllowed() throws Exception {
    assertThat(cache(get("/cached/open/list"))).containsExactly("MISS");
    HttpResponse<String> any = get("/cached/open/list", "Origin", "https://anyone.example");
    assertThat(cache(any)).containsExactly("HIT");
    assertThat(granted(any)).containsExactly("*");
    assertThat(vary(any)).doesNotContain("Origin");
  }

  @Test
  void keepsVaryBesideThatOfNginx() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base() + "/list"))
            .headers("Origin", A, "Accept-Encoding", "gzip")
            .build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
    assertThat(vary(answer)).containsExactlyInAnyOrder("Origin", "Accept-Encoding");
    assertThat(granted(answer)).containsExactly(A);
  }

  /** What nginx says itself, no filter behind it can put headers on. */
  @Test
  void hasNoHeadersOnAnErrorOfNginxItself() throws Exception {
    HttpResponse<String> answer = get("/down/list", "Origin", A);
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(granted(answer)).isEmpty();
  }
}
