package io.bucketcors.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;

/** What the WAR of examples/webxml answers, wherever it is deployed. */
public final class WarChecks {
  private WarChecks() {}

  /** Holds a server to the rules that the WAR carries. */
  public static void answersLikeItsBucket(RawHttp http, String contextPath) {
    RawResponse granted =
        http.send(
            """
            GET %s/test.txt HTTP/1.1
            Origin: https://app.example
            """
                .formatted(contextPath));
    assertThat(granted.status()).isEqualTo(200);
    assertThat(granted.body()).contains("An object.");
    assertThat(granted.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(granted.lines("Access-Control-Expose-Headers")).containsExactly("ETag");
    assertThat(granted.vary()).containsOnlyOnce("Origin");
    RawResponse missing =
        http.send(
            """
            GET %s/missing.txt HTTP/1.1
            Origin: http://localhost:3000
            """
                .formatted(contextPath));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.lines("Access-Control-Allow-Origin"))
        .containsExactly("http://localhost:3000");
    RawResponse denied =
        http.send(
            """
            GET %s/test.txt HTTP/1.1
            Origin: https://evil.example
            """
                .formatted(contextPath));
    assertThat(denied.status()).isEqualTo(200);
    assertThat(denied.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    RawResponse forAll =
        http.send(
            """
            GET %s/public/test.txt HTTP/1.1
            Origin: https://evil.example
            """
                .formatted(contextPath));
    assertThat(forAll.lines("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(forAll.headers()).doesNotContainKey("Vary");
    RawResponse preflight =
        http.send(
            """
            OPTIONS %s/test.txt HTTP/1.1
            Origin: https://app.example
            Access-Control-Request-Method: HEAD
            Access-Control-Request-Headers: x-trace
            """
                .formatted(contextPath));
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.lines("Access-Control-Allow-Methods")).containsExactly("GET, HEAD");
    assertThat(preflight.lines("Access-Control-Allow-Headers")).containsExactly("x-trace");
    assertThat(preflight.lines("Access-Control-Max-Age")).containsExactly("600");
  }
}
