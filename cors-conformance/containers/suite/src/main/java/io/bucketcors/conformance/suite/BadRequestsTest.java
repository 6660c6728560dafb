package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that no browser sends: the contract's answer, never a 500, never a stack trace. */
@ExtendWith(Servers.Extension.class)
class BadRequestsTest {
  private static final int KIB = 1024;

  private final Servers servers;

  BadRequestsTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse send(String request) {
    RawResponse answer = servers.plain().send(request);
    assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
    assertThat(answer.body()).doesNotContain("io.bucketcors", "\tat ");
    return answer;
  }

  @Test
  void answersWithoutOrigin() {
    RawResponse answer =
        send(
            """
            GET /do/ok HTTP/1.1
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    assertThat(answer.lines("Vary")).containsExactly("Origin");
    servers.table().cell("no Origin", "200, Vary");
  }

  @Test
  void grantsNothingToTwoOrigins() {
    RawResponse answer =
        send(
            """
            GET /do/ok HTTP/1.1
            Origin: https://app.example
            Origin: https://app.example
            """);
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    assertThat(answer.lines("Vary")).containsExactly("Origin");
    servers.table().cell("two Origin lines", answer.status() + ", no grant");
  }

  @Test
  void grantsNothingToAnEmptyOrigin() {
    RawResponse answer =
        send(
            """
            GET /do/ok HTTP/1.1
            Origin:
            """);
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    assertThat(answer.vary()).contains("Origin");
  }

  @Test
  void grantsNothingToAnOriginOf8KiB() {
    RawResponse answer = send("GET /do/ok HTTP/1.1\nOrigin: https://" + "a".repeat(7 * KIB));
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("Origin of 7 KiB", answer.status() + ", no grant");
    RawResponse over = send("GET /do/ok HTTP/1.1\nOrigin: https://" + "a".repeat(9 * KIB));
    assertThat(over.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("Origin of 9 KiB", over.status() + ", no grant");
  }

  @Test
  void grantsNothingToGarbage() {
    RawResponse answer =
        send("GET /do/ok HTTP/1.1\nOrigin: \u00ff\u00fe\u00c3(https://app.example\u00a0");
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("garbage bytes in Origin", answer.status() + ", no grant");
    RawResponse control = send("GET /do/ok HTTP/1.1\nOrigin: https://app.example\u0001\u0000");
    assertThat(control.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("control characters in Origin", control.status() + ", no grant");
  }

  @Test
  void survivesARequestThatIsNone() {
    byte[] noise = "\u0000\u0001\u0002 garbage\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    RawResponse answer = servers.plain().sendBytes(noise);
    assertThat(answer.status()).isIn(0, 400, 501, 505);
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void answersOptionsOfTheWholeServer() {
    String request =
        """
        OPTIONS * HTTP/1.1
        Origin: https://evil.example
        Access-Control-Request-Method: GET
        """;
    RawResponse answer =
        servers.container().readsAsterisk() ? send(request) : servers.plain().send(request);
    assertThat(answer.body()).doesNotContain("io.bucketcors");
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("OPTIONS *", answer.status() + ", no grant");
  }

  @Test
  void refusesRequestedHeadersOverTheBound() {
    RawResponse answer =
        send(
            """
            OPTIONS /open/ok HTTP/1.1
            Origin: https://app.example
            Access-Control-Request-Method: GET
            Access-Control-Request-Headers: %s
            """
                .formatted("x-a,".repeat(300) + "x-z"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Headers");
    RawResponse huge =
        send(
            """
            OPTIONS /do/ok HTTP/1.1
            Origin: https://app.example
            Access-Control-Request-Method: GET
            Access-Control-Request-Headers: %s
            """
                .formatted("x".repeat(64 * KIB)));
    assertThat(huge.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    servers.table().cell("64 KiB of requested headers", huge.status() + ", no grant");
  }

  @Test
  void refusesARequestedMethodThatIsNoToken() {
    for (String method : new String[] {"GET, PUT", "G\u00cbT", "", "x".repeat(KIB)}) {
      RawResponse answer =
          send(
              """
              OPTIONS /open/ok HTTP/1.1
              Origin: https://app.example
              Access-Control-Request-Method: %s
              """
                  .formatted(method));
      assertThat(answer.status()).as(method).isIn(403, 400);
      assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Methods");
    }
  }
}
