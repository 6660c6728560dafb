package io.bucketcors;

import static io.bucketcors.CorsExplanation.Part.FAILED;
import static io.bucketcors.CorsExplanation.Part.MATCHED;
import static io.bucketcors.CorsExplanation.Part.NOT_ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explaining goes another way than deciding, and ends at the same rule. */
class ExplainTest {
  private static final List<String> PATTERNS =
      List.of(
          "https://a.example",
          "https://*.a.example",
          "https://*.a.example:8443",
          "https://*.b.example:*",
          "http://localhost:*",
          "http*://c.example",
          "https://x*.d.example",
          "https://e.*",
          "null",
          "*");

  @Test
  @Tag("slow")
  void agreesWithTheDecisionForEveryKindOfPattern() {
    for (CorsDialect dialect : CorsDialect.values()) {
      for (String pattern : PATTERNS) {
        if (dialect != CorsDialect.STANDARD && pattern.indexOf('*') != pattern.lastIndexOf('*')) {
          continue;
        }
        CorsPolicy policy =
            CorsPolicy.builder()
                .dialect(dialect)
                .rule(
                    CorsRule.allow(pattern)
                        .methods("GET", "PUT")
                        .headers("x-a")
                        .dangerouslyAllow(CorsHazard.values())
                        .build())
                .build();
        for (String other : PATTERNS) {
          for (String origin : RandomRules.nearMisses(other)) {
            agrees(policy, CorsRequest.actual("GET", origin));
            agrees(policy, CorsRequest.actual("GET", origin).with("Origin", origin));
            agrees(policy, CorsRequest.preflight(origin, "PUT", "x-a"));
            agrees(policy, CorsRequest.preflight(origin, "PUT", "x-b"));
            agrees(policy, CorsRequest.preflight(origin, "P T"));
            agrees(policy, CorsRequest.preflight(origin, "DELETE"));
            agrees(
                policy,
                CorsRequest.preflight(origin, "PUT").with("Access-Control-Request-Method", "PUT"));
          }
        }
      }
    }
  }

  private static void agrees(CorsPolicy policy, CorsRequest request) {
    CorsExplanation explanation = policy.explain(request);
    boolean explained = explanation.rules().get(0).matches();
    assertThat(explained)
        .as("%s over %s", request, policy.rules())
        .isEqualTo(policy.decide(request).isAllowed());
  }

  private static final CorsRule PUT =
      CorsRule.allow("https://*.a.example").methods("PUT").headers("x-a").build();
  private static final CorsPolicy STANDARD = CorsPolicy.of(PUT);
  private static final CorsPolicy S3 =
      CorsPolicy.builder().dialect(CorsDialect.S3).rule(PUT).build();

  /** What each part of the only rule says of a request: origin, method, headers. */
  private static List<CorsExplanation.Part> parts(CorsPolicy policy, CorsRequest request) {
    CorsExplanation.RuleExplanation rule = policy.explain(request).rules().get(0);
    return List.of(rule.origin(), rule.method(), rule.headers());
  }

  @Test
  void looksAtTheRequestedMethodAndHeadersOfAPreflight() {
    for (CorsPolicy policy : List.of(STANDARD, S3)) {
      assertThat(parts(policy, CorsRequest.preflight("https://x.a.example", "PUT", "x-a")))
          .containsExactly(MATCHED, MATCHED, MATCHED);
      assertThat(parts(policy, CorsRequest.preflight("https://a.example", "DELETE", "x-b")))
          .containsExactly(FAILED, FAILED, FAILED);
      assertThat(parts(policy, CorsRequest.preflight("https://x.a.example", "PUT")))
          .containsExactly(MATCHED, MATCHED, NOT_ASKED);
      assertThat(parts(policy, CorsRequest.actual("PUT", "https://x.a.example")))
          .containsExactly(MATCHED, MATCHED, NOT_ASKED);
    }
  }

  /** Buckets heed what a preflight asks for in any request, Fetch in a preflight alone. */
  @Test
  void looksAtWhatIsRequestedOutsideAPreflightInBucketsOnly() {
    CorsRequest asking =
        CorsRequest.actual("GET", "https://x.a.example")
            .with("Access-Control-Request-Method", "PUT")
            .with("Access-Control-Request-Headers", "x-b");
    CorsRequest headersAlone =
        CorsRequest.actual("PUT", "https://x.a.example")
            .with("Access-Control-Request-Headers", "x-b");
    CorsRequest withoutOrigin =
        CorsRequest.of("OPTIONS").with("Access-Control-Request-Method", "PUT");

    assertThat(parts(STANDARD, asking)).containsExactly(MATCHED, FAILED, NOT_ASKED);
    assertThat(parts(S3, asking)).containsExactly(MATCHED, MATCHED, FAILED);
    assertThat(parts(STANDARD, headersAlone)).containsExactly(MATCHED, MATCHED, NOT_ASKED);
    assertThat(parts(S3, headersAlone)).containsExactly(MATCHED, MATCHED, FAILED);
    assertThat(parts(STANDARD, withoutOrigin)).containsExactly(NOT_ASKED, FAILED, NOT_ASKED);
  }

  @Test
  void takesAnEmptyOriginForNoneInBucketsOnly() {
    CorsRequest empty = CorsRequest.actual("PUT", "");

    assertThat(parts(STANDARD, empty)).containsExactly(FAILED, MATCHED, NOT_ASKED);
    assertThat(parts(S3, empty)).containsExactly(NOT_ASKED, MATCHED, NOT_ASKED);
    assertThat(parts(S3, CorsRequest.actual("PUT", "x")))
        .containsExactly(FAILED, MATCHED, NOT_ASKED);
  }

  @Test
  void whatIsNoMethodMatchesNotEvenAStar() {
    CorsRule any = CorsRule.allow("*").methods("*").build();

    assertThat(parts(CorsPolicy.of(any), CorsRequest.preflight("https://a.example", "P T")))
        .containsExactly(MATCHED, FAILED, NOT_ASKED);
    assertThat(parts(CorsPolicy.of(any), CorsRequest.preflight("https://a.example", "PURGE")))
        .containsExactly(MATCHED, MATCHED, NOT_ASKED);
    CorsRequest patch = CorsRequest.preflight("https://x.a.example", "PATCH");
    assertThat(S3.explain(patch).decision().reason()).isEqualTo(CorsReason.METHOD_INVALID);
    assertThat(parts(S3, patch)).containsExactly(MATCHED, FAILED, NOT_ASKED);
  }

  /** A star alone lists what is no origin, since its answer repeats nothing. */
  @Test
  void whatIsNoOriginMatchesAStarOnly() {
    CorsRequest twice =
        CorsRequest.actual("PUT", "https://x.a.example").with("Origin", "https://x.a.example");
    CorsRequest blank = CorsRequest.actual("PUT", "https://x y.a.example");
    CorsRule star = CorsRule.allow("*").methods("PUT").build();

    for (CorsDialect dialect : List.of(CorsDialect.STANDARD, CorsDialect.S3)) {
      CorsPolicy named = CorsPolicy.builder().dialect(dialect).rule(PUT).build();
      CorsPolicy open = CorsPolicy.builder().dialect(dialect).rule(star).build();
      for (CorsRequest request : List.of(twice, blank)) {
        assertThat(parts(named, request)).startsWith(FAILED, MATCHED);
        assertThat(parts(open, request)).startsWith(MATCHED, MATCHED);
      }
    }
  }

  /** Buckets compare texts. */
  @Test
  void whatIsAnOriginToABucketNeedNotBeOne() {
    CorsRequest path = CorsRequest.actual("PUT", "https://x/y.a.example");

    assertThat(parts(STANDARD, path)).startsWith(FAILED);
    assertThat(parts(S3, path)).startsWith(MATCHED);
  }
}
