package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no browser sends gets the contract's answer, never a 500 and never a stack trace. */
class BadRequestsTest {
  private static BucketExample example;
  private String answer = "";

  @BeforeAll
  static void start() throws Exception {
    example = BucketExample.start(Options.ephemeral().withDialect(CorsDialect.STANDARD));
    CorsRule rule =
        CorsRule.allow("https://app.example")
            .methods("GET", "HEAD", "PUT")
            .headers("x-note")
            .build();
    example.rules().replace("demo", List.of(rule), false);
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @AfterEach
  void neverAServerErrorNorAStackTrace() {
    assertThat(answer)
        .doesNotContain("HTTP/1.1 5")
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("Jetty");
  }

  private void send(String request) throws IOException {
    answer = new RawHttp(example.bucket().getPort()).text(request);
  }

  @Test
  void grantsTheListedOrigin() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\n")
        .contains("\nAccess-Control-Allow-Origin: https://app.example\n")
        .contains("\nVary: Origin\n")
        .endsWith("\n\nHello from the bucket.\n");
  }

  @Test
  void answersWithoutOriginAsEverWithVary() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\n")
        .contains("\nVary: Origin\n")
        .doesNotContain("Access-Control");
  }

  @Test
  void grantsNothingToTwoOrigins() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Origin: https://app.example
        Connection: close

        """);
    assertThat(answer).startsWith("HTTP/1.1 200 OK\n").doesNotContain("Access-Control");
  }

  @Test
  void refusesAPreflightWithTwoOrigins() throws IOException {
    send(
        """
        OPTIONS /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Origin: https://evil.example
        Access-Control-Request-Method: PUT
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 403 Forbidden\n")
        .contains("\nVary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\n")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void grantsNothingToAnOriginOfEightKilobytes() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://%s.example
        Connection: close

        """
            .formatted("a".repeat(8 * 1024)));
    assertThat(answer).startsWith("HTTP/1.1 200 OK\n").doesNotContain("Access-Control");
  }

  @Test
  void grantsNothingToGarbageAsAnOrigin() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example\u00ff\u0080%%\\"<script>
        Connection: close

        """);
    assertThat(answer)
        .containsPattern("^HTTP/1.1 (200|400) ")
        .doesNotContain("Access-Control")
        .doesNotContain("<script>");
  }

  @Test
  void refusesAPreflightThatAsksForMoreHeadersThanTheBound() throws IOException {
    send(
        """
        OPTIONS /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Access-Control-Request-Method: PUT
        Access-Control-Request-Headers: %s
        Connection: close

        """
            .formatted("x-note,".repeat(2500)));
    assertThat(answer)
        .startsWith("HTTP/1.1 403 Forbidden\n")
        .contains("\nContent-Length: 0\n")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void refusesARequestedMethodThatIsNoToken() throws IOException {
    send(
        """
        OPTIONS /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Access-Control-Request-Method: PUT, GET
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 403 Forbidden\n")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void leavesOptionsWithoutARequestedMethodToTheApp() throws IOException {
    send(
        """
        OPTIONS /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://evil.example
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 204 No Content\n")
        .contains("\nAllow: GET, HEAD, PUT, POST, DELETE, OPTIONS\n")
        .contains("\nVary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\n")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void answersOptionsOfTheWholeServer() throws IOException {
    send(
        """
        OPTIONS * HTTP/1.1
        Host: localhost
        Origin: https://evil.example
        Connection: close

        """);
    assertThat(answer)
        .containsPattern("^HTTP/1.1 (204|400|404) ")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void refusesGarbageBytes() throws IOException {
    byte[] garbage = new byte[4096];
    new Random(7).nextBytes(garbage);
    answer = new RawHttp(example.bucket().getPort()).text(garbage);
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void refusesHeadersThatNeverEnd() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: localhost
        Origin: https://%s.example

        """
            .formatted("a".repeat(64 * 1024)));
    assertThat(answer).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void keepsTheGrantOnAnError() throws IOException {
    send(
        """
        GET /demo/not-there.txt HTTP/1.1
        Host: localhost
        Origin: https://app.example
        Connection: close

        """);
    assertThat(answer)
        .startsWith("HTTP/1.1 404 Not Found\n")
        .contains("\nAccess-Control-Allow-Origin: https://app.example\n")
        .contains("\nVary: Origin\n");
  }

  @Test
  void servesNobodyUnderANameThatIsNotLoopback() throws IOException {
    send(
        """
        GET /demo/test.txt HTTP/1.1
        Host: rebound.example
        Connection: close

        """);
    assertThat(answer).startsWith("HTTP/1.1 404 Not Found\n").doesNotContain("Hello");
  }

  @Test
  void servesTheNamesOfLoopback() throws IOException {
    for (String name : new String[] {"localhost:8080", "bucket.localhost", "127.0.0.1", "[::1]"}) {
      send("GET /demo/test.txt HTTP/1.1\nHost: " + name + "\nConnection: close\n\n");
      assertThat(answer).as(name).startsWith("HTTP/1.1 200 OK\n");
    }
  }

  @Test
  void refusesAHeaderWithANul() throws IOException {
    answer =
        new RawHttp(example.bucket().getPort())
            .text(
                "GET /demo/test.txt HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a\0b\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }
}
