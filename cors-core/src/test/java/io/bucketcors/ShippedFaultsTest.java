package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.adapter.CorsVary;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that other implementations shipped, each with where it was reported. */
class ShippedFaultsTest {
  private final CorsPolicy policy =
      CorsPolicy.of(
          CorsRule.allow("https://app.example").methods("GET", "PUT").headers("x-a").build());

  /** CVE-2018-8014, GHSA-972r-f3fv-whm3, CVE-2026-54290. */
  @Test
  void anyOriginNeverComesWithCredentials() {
    CorsRule rule = CorsRule.allow("*").methods("GET").credentials(true).build();
    assertThatThrownBy(() -> CorsPolicy.of(rule))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("credentials-any-origin");
  }

  /** CVE-2017-7561 and Play in 2017: a cache gave one origin's answer to another. */
  @Test
  void everyResponseVariesOnOrigin() {
    assertThat(vary(CorsRequest.of("GET"))).isEqualTo("Origin");
    assertThat(vary(CorsRequest.actual("GET", "https://app.example"))).isEqualTo("Origin");
    assertThat(vary(CorsRequest.actual("GET", "https://evil.example"))).isEqualTo("Origin");
    assertThat(vary(CorsRequest.of("OPTIONS")))
        .isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    assertThat(vary(CorsRequest.preflight("https://evil.example", "GET")))
        .isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  }

  /** CVE-2017-7561, the other half: what the app varies on stays. */
  @Test
  void varyIsMergedAndNotOverwritten() {
    assertThat(CorsVary.merge(List.of("Accept-Encoding"), "Origin"))
        .isEqualTo("Accept-Encoding, Origin");
  }

  /** CVE-2022-1996, CVE-2026-37737: a dot that matches any letter, an end that is no end. */
  @Test
  void patternsAreNoRegularExpressions() {
    CorsPolicy wild = CorsPolicy.of(CorsRule.allow("https://*.app.example").methods("GET").build());
    assertThat(isAllowed(wild, "https://a.app.example")).isTrue();
    assertThat(isAllowed(wild, "https://a.appxexample")).isFalse();
    assertThat(isAllowed(wild, "https://a.app.example.evil.example")).isFalse();
    assertThat(isAllowed(wild, "https://axapp.example")).isFalse();
  }

  /** GHSA-vhxv-fg4m-p2w8: two patterns in one trie let in what neither means. */
  @Test
  void patternsAreNotJoined() {
    CorsPolicy two =
        CorsPolicy.of(
            CorsRule.allow("https://foo.example", "https://bar.example", "https://*.kin.example")
                .methods("GET")
                .build());
    for (String joined :
        List.of("https://foobar.example", "https://barfoo.example", "https://foo.kinbar.example")) {
      assertThat(isAllowed(two, joined)).as(joined).isFalse();
    }
  }

  /**
   * GO-2024-2883, CVE-2026-69207: more commas than anybody needs cost no more than their length.
   */
  @Test
  void requestedHeadersAreBounded() {
    assertThat(headersAllowed("x-a" + ",".repeat(8189))).isTrue();
    assertThat(headersAllowed("x-a" + ",".repeat(8190))).isFalse();
    assertThat(headersAllowed(String.join(",", Collections.nCopies(256, "x-a")))).isTrue();
    assertThat(headersAllowed(String.join(",", Collections.nCopies(257, "x-a")))).isFalse();
  }

  @Test
  void requestedHeadersAreBoundedOverAllLines() {
    CorsRequest request = CorsRequest.preflight("https://app.example", "GET");
    CorsRequest half = request.with("Access-Control-Request-Headers", "x-a" + ",".repeat(4093));
    CorsRequest full = half.with("Access-Control-Request-Headers", "x-a" + ",".repeat(4093));
    assertThat(policy.decide(full).isAllowed()).isTrue();
    CorsRequest over = full.with("Access-Control-Request-Headers", ",");
    assertThat(policy.decide(over).reason()).isEqualTo(CorsReason.HEADER_NOT_ALLOWED);
    CorsRequest lines = request;
    for (int i = 0; i < 256; i++) {
      lines = lines.with("Access-Control-Request-Headers", "");
    }
    assertThat(policy.decide(lines).isAllowed()).isTrue();
    assertThat(policy.decide(lines.with("Access-Control-Request-Headers", "")).isAllowed())
        .isFalse();
  }

  /** CVE-2024-1681: a line break in an Origin wrote its own line into the log. */
  @Test
  void decisionsNeverRepeatTheRequest() {
    CorsRequest request =
        CorsRequest.actual("GET", "https://evil\r\nAccess-Control-Allow-Origin: x");
    assertThat(policy.decide(request).toString()).isEqualTo("request denied: MALFORMED_ORIGIN");
    assertThat(Answered.by(policy, request).headers()).containsOnlyKeys("Vary");
  }

  /** CVE-2023-4853: paths that a server and a filter read differently. */
  @Test
  void pathsWithTwoMeaningsGetNoGrant() {
    CorsPolicies policies =
        CorsPolicies.builder()
            .defaultBucket(policy)
            .bucket(
                CorsPolicy.builder()
                    .bucket("files")
                    .rule(CorsRule.allow("https://files.example").methods("GET").build())
                    .build(),
                "/api/*")
            .build();
    CorsRequest request = CorsRequest.actual("GET", "https://app.example");
    for (String path :
        List.of(
            "//api/x",
            "/api;x=1/x",
            "/api/../x",
            "/./api",
            "/api/%2e%2e/x",
            "/x/..%2Fapi",
            "/api%5cb",
            "/api\\b",
            "/api/..")) {
      CorsDecision decision = policies.forPath(path).decide(request);
      assertThat(decision.reason()).as(path).isEqualTo(CorsReason.AMBIGUOUS_PATH);
    }
    assertThat(policies.forPath("/apix").decide(request).isAllowed()).isTrue();
    assertThat(policies.forPath("/api").bucket()).isEqualTo("files");
    assertThat(policies.forPath("/api/x").bucket()).isEqualTo("files");
  }

  /** http4k#1103: {@code null} is an origin, so it is no way to say no. */
  @Test
  void aMismatchIsNotAnsweredWithNull() {
    assertThat(
            Answered.by(policy, CorsRequest.actual("GET", "https://evil.example"))
                .header("Access-Control-Allow-Origin"))
        .isNull();
  }

  /** quarkus#29542: a POST to the own origin behind a TLS proxy was refused. */
  @Test
  void noActualRequestIsRefused() {
    CorsDecision decision = policy.decide(CorsRequest.actual("POST", "http://own.example"));
    assertThat(decision.isAllowed()).isFalse();
    assertThat(decision.isAnswer()).isFalse();
  }

  /** Chromium and Firefox let a literal {@code *} cover Authorization, which Fetch forbids. */
  @Test
  void aStarIsNeverSentForHeaders() {
    CorsPolicy any =
        CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").headers("*").build());
    CorsRequest request =
        CorsRequest.preflight("https://app.example", "GET", "authorization", "x-b");
    assertThat(Answered.by(any, request).header("Access-Control-Allow-Headers"))
        .isEqualTo("authorization,x-b");
  }

  /** OpenLiberty#9951: a header name was misspelt, and its test took it from the code. */
  @Test
  void headerNamesAreSpeltRight() {
    CorsPolicy all =
        CorsPolicy.of(
            CorsRule.allow("https://app.example")
                .methods("GET")
                .headers("x-a")
                .expose("ETag")
                .maxAgeSeconds(600)
                .credentials(true)
                .build());
    assertThat(
            Answered.by(all, CorsRequest.preflight("https://app.example", "GET", "x-a")).headers())
        .containsOnlyKeys(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Max-Age",
            "Vary");
    assertThat(Answered.by(all, CorsRequest.actual("GET", "https://app.example")).headers())
        .containsOnlyKeys(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Expose-Headers",
            "Vary");
  }

  private String vary(CorsRequest request) {
    return String.valueOf(Answered.by(policy, request).header("Vary"));
  }

  private static boolean isAllowed(CorsPolicy policy, String origin) {
    return policy.decide(CorsRequest.actual("GET", origin)).isAllowed();
  }

  private boolean headersAllowed(String requested) {
    CorsRequest request =
        CorsRequest.preflight("https://app.example", "GET")
            .with("Access-Control-Request-Headers", requested);
    return policy.decide(request).isAllowed();
  }
}
