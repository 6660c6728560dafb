package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void withoutRulesTheAppIsUntouched() {
    CorsPolicy none = CorsPolicy.of();
    assertThat(none.governs()).isFalse();
    for (CorsRequest request :
        new CorsRequest[] {
          CorsRequest.of("GET"),
          CorsRequest.actual("GET", "https://a.example"),
          CorsRequest.preflight("https://a.example", "PUT"),
          CorsRequest.actual("OPTIONS", "https://a.example")
        }) {
      Answered answer = Answered.by(none, request);
      assertThat(answer.headers()).isEmpty();
      assertThat(answer.decision().isAnswer()).isFalse();
      assertThat(answer.decision().isAllowed()).isFalse();
    }
    assertThat(none.decide(CorsRequest.of("GET")).reason()).isEqualTo(CorsReason.NOT_CORS);
    CorsDecision preflight = none.decide(CorsRequest.preflight("https://a.example", "PUT"));
    assertThat(preflight.reason()).isEqualTo(CorsReason.NO_RULES);
    assertThat(preflight.isPreflight()).isTrue();
    assertThat(none.decide(CorsRequest.actual("GET", "https://a.example")).isPreflight()).isFalse();
    assertThat(none.decide(CorsRequest.actual("OPTIONS", "https://a.example")).isPreflight())
        .isFalse();
  }

  /** What is rendered once is shared by rules only where it is the same to the last field. */
  @Test
  void rulesThatDifferInOneFieldGiveAnswersOfTheirOwn() {
    List<UnaryOperator<CorsRule.Builder>> fields =
        List.of(
            rule -> rule,
            rule -> rule.credentials(true),
            rule -> rule.expose("ETag"),
            rule -> rule.expose("ETag", "X-A"),
            rule -> rule.maxAgeSeconds(0),
            rule -> rule.maxAgeSeconds(60),
            rule -> rule.methods("POST"));
    CorsPolicy.Builder together = CorsPolicy.builder();
    for (int i = 0; i < fields.size(); i++) {
      together.rule(differing(fields, i));
    }
    CorsPolicy all = together.build();
    for (int i = 0; i < fields.size(); i++) {
      CorsPolicy alone = CorsPolicy.of(differing(fields, i));
      for (CorsRequest request :
          new CorsRequest[] {
            CorsRequest.actual("GET", "https://a" + i + ".example"),
            CorsRequest.actual("OPTIONS", "https://a" + i + ".example"),
            CorsRequest.preflight("https://a" + i + ".example", "GET", "x-a")
          }) {
        assertThat(Answered.by(all, request).headers())
            .as(i + " " + request)
            .isEqualTo(Answered.by(alone, request).headers())
            .containsEntry("Access-Control-Allow-Origin", "https://a" + i + ".example");
      }
    }
    assertThat(Answered.by(all, CorsRequest.actual("GET", "https://a0.example")).headers())
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(Answered.by(all, CorsRequest.actual("GET", "https://a1.example")).headers())
        .containsEntry("Access-Control-Allow-Credentials", "true");
  }

  private static CorsRule differing(List<UnaryOperator<CorsRule.Builder>> fields, int index) {
    return fields
        .get(index)
        .apply(
            CorsRule.allow("https://a" + index + ".example")
                .methods("GET", "OPTIONS")
                .headers("x-a"))
        .build();
  }

  /**
   * Browsers join a 304 to what they have kept of an answer to another origin; seen in Chromium and
   * Firefox, see RevalidationTest of cors-conformance.
   */
  @Test
  void saysWhatItDoesNotGiveWhereABrowserMayHaveKeptIt() {
    CorsPolicy policy =
        CorsPolicy.of(
            CorsRule.allow("https://app.example")
                .methods("GET", "OPTIONS")
                .expose("ETag")
                .credentials(true)
                .build(),
            CorsRule.allow("https://*.app.example").methods("GET", "OPTIONS").build(),
            CorsRule.allow("https://list.example").methods("GET").expose("X-A").build(),
            CorsRule.allow("*").methods("GET").build());
    for (String condition : List.of("If-None-Match", "If-Modified-Since")) {
      assertThat(conditional(policy, "GET", "https://app.example", condition))
          .containsEntry("Access-Control-Allow-Credentials", "true")
          .containsEntry("Access-Control-Expose-Headers", "ETag");
      for (String method : List.of("GET", "OPTIONS")) {
        assertThat(conditional(policy, method, "https://sub.app.example", condition))
            .containsEntry("Access-Control-Allow-Origin", "https://sub.app.example")
            .containsEntry("Access-Control-Allow-Credentials", "false")
            .containsEntry("Access-Control-Expose-Headers", "Cache-Control");
      }
      assertThat(conditional(policy, "GET", "https://list.example", condition))
          .containsEntry("Access-Control-Allow-Credentials", "false")
          .containsEntry("Access-Control-Expose-Headers", "X-A");
      // No browser takes a star for an origin where there are credentials.
      assertThat(conditional(policy, "GET", "https://other.example", condition))
          .containsEntry("Access-Control-Allow-Origin", "*")
          .doesNotContainKey("Access-Control-Allow-Credentials")
          .containsEntry("Access-Control-Expose-Headers", "Cache-Control");
      assertThat(conditional(policy, "DELETE", "https://other.example", condition))
          .containsOnlyKeys("Vary");
    }
    assertThat(Answered.by(policy, CorsRequest.actual("GET", "https://sub.app.example")).headers())
        .containsOnlyKeys("Vary", "Access-Control-Allow-Origin");
    CorsRequest preflight =
        CorsRequest.preflight("https://sub.app.example", "GET").with("If-None-Match", "*");
    assertThat(Answered.by(policy, preflight).headers())
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }

  @Test
  void saysNothingOfItWhereNoRuleGivesMore() {
    CorsPolicy policy = CorsPolicy.of(CorsRule.allow("https://a.example").methods("GET").build());
    assertThat(conditional(policy, "GET", "https://a.example", "If-None-Match"))
        .containsOnlyKeys("Vary", "Access-Control-Allow-Origin");
  }

  private static Map<String, String> conditional(
      CorsPolicy policy, String method, String origin, String condition) {
    CorsRequest request = CorsRequest.actual(method, origin).with(condition, "\"1\"");
    return policy.decide(request).headers(request);
  }

  @Test
  void answersAllowedPreflightsWithTheStatusThatWasSet() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("PUT").build();
    CorsRequest request = CorsRequest.preflight("https://a.example", "PUT");
    assertThat(CorsPolicy.of(rule).decide(request).status()).isEqualTo(204);
    assertThat(
            CorsPolicy.builder().rule(rule).preflightStatus(299).build().decide(request).status())
        .isEqualTo(299);
    assertThat(
            CorsPolicy.builder()
                .dialect(CorsDialect.S3)
                .rule(rule)
                .build()
                .decide(request)
                .status())
        .isEqualTo(200);
    assertThat(
            CorsPolicy.of(rule).decide(CorsRequest.preflight("https://b.example", "PUT")).status())
        .isEqualTo(403);
    assertThat(CorsPolicy.of(rule).decide(CorsRequest.actual("PUT", "https://a.example")).status())
        .isZero();
  }

  @Test
  void saysWhyWhereDiagnosticsAreOn() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .bucket("files")
            .diagnostics(true)
            .rule(CorsRule.allow("https://a.example").methods("GET").build())
            .rule(CorsRule.allow("https://b.example").methods("GET").id("second").build())
            .rule(CorsRule.allow("https://c.example").methods("GET").id("not; plain").build())
            .rule(CorsRule.allow("https://d.example").methods("GET").id("").build())
            .build();
    assertThat(why(policy, CorsRequest.actual("GET", "https://a.example")))
        .isEqualTo("allowed; rule=0; bucket=files");
    assertThat(why(policy, CorsRequest.preflight("https://b.example", "GET")))
        .isEqualTo("allowed; rule=second; bucket=files");
    assertThat(why(policy, CorsRequest.actual("GET", "https://c.example")))
        .isEqualTo("allowed; rule=2; bucket=files");
    assertThat(why(policy, CorsRequest.actual("GET", "https://d.example")))
        .isEqualTo("allowed; rule=3; bucket=files");
    assertThat(why(policy, CorsRequest.actual("PUT", "https://a.example")))
        .isEqualTo("denied; reason=METHOD_NOT_ALLOWED; bucket=files");
    assertThat(why(policy, CorsRequest.of("GET"))).isEqualTo("not-cors; bucket=files");
    assertThat(why(policy, CorsRequest.of("OPTIONS"))).isEqualTo("not-cors; bucket=files");
  }

  @Test
  void variesOnOptionsOnlyWhereEverybodyGetsTheSameAnswer() {
    CorsPolicy policy = CorsPolicy.of(CorsRule.allow("*").methods("GET", "OPTIONS").build());
    String all = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    for (String origin : new String[] {null, "https://a.example"}) {
      for (String method : List.of("GET", "OPTIONS")) {
        CorsRequest request =
            origin == null ? CorsRequest.of(method) : CorsRequest.actual(method, origin);
        Answered answer = Answered.by(policy, request);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Vary")).isEqualTo(method.equals("GET") ? null : all);
      }
    }
  }

  @Test
  void saysWhyInBucketDialectsToo() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.COS)
            .diagnostics(true)
            .rule(CorsRule.allow("https://a.example").methods("GET").build())
            .build();
    assertThat(why(policy, CorsRequest.actual("GET", "https://a.example")))
        .isEqualTo("allowed; rule=0; bucket=default");
    assertThat(why(policy, CorsRequest.actual("GET", "https://b.example")))
        .isEqualTo("denied; reason=ORIGIN_NOT_ALLOWED; bucket=default");
    assertThat(why(policy, CorsRequest.of("OPTIONS")))
        .isEqualTo("denied; reason=ORIGIN_MISSING; bucket=default");
    assertThat(why(policy, CorsRequest.of("GET"))).isEqualTo("not-cors; bucket=default");
  }

  @Test
  void namesRuleAndBucketInTheDecision() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .bucket("files")
            .rule(CorsRule.allow("https://a.example").methods("GET").id("one").build())
            .build();
    CorsDecision.Allowed allowed =
        (CorsDecision.Allowed) policy.decide(CorsRequest.actual("GET", "https://a.example"));
    assertThat(allowed.bucket()).isEqualTo("files");
    assertThat(allowed.ruleIndex()).isZero();
    assertThat(allowed.ruleId()).isEqualTo("one");
    assertThat(allowed.reason()).isEqualTo(CorsReason.ALLOWED);
    assertThat(allowed).hasToString("request allowed by rule 0");
    assertThat(policy.decide(CorsRequest.preflight("https://a.example", "GET")))
        .hasToString("preflight allowed by rule 0");
    assertThat(policy.decide(CorsRequest.preflight("https://b.example", "GET")))
        .hasToString("preflight denied: ORIGIN_NOT_ALLOWED");
    assertThat(policy.decide(CorsRequest.of("GET"))).hasToString("not a CORS request");
    assertThat(policy.bucket()).isEqualTo("files");
    assertThat(policy.dialect()).isEqualTo(CorsDialect.STANDARD);
    assertThat(policy.rules()).hasSize(1);
  }

  @Test
  void aRequestedStarIsAMethodLikeAnyOther() {
    CorsPolicy any =
        CorsPolicy.of(CorsRule.allow("https://a.example").methods("GET", "*", "PUT").build());
    assertThat(methods(any, "*")).isEqualTo("GET, *, PUT");
    assertThat(methods(any, "PURGE")).isEqualTo("GET, PURGE, PUT");
    assertThat(methods(any, "PUT")).isEqualTo("GET, PUT");
    CorsPolicy star = CorsPolicy.of(CorsRule.allow("https://a.example").methods("*").build());
    assertThat(methods(star, "*")).isEqualTo("*");
    assertThat(methods(star, "PURGE")).isEqualTo("PURGE");
  }

  @Test
  void ambiguousPathsGrantNothingInAnyDialect() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET").build();
    CorsRequest preflight = CorsRequest.preflight("https://a.example", "GET");
    CorsRequest actual = CorsRequest.actual("GET", "https://a.example");
    CorsPolicy standard = CorsPolicy.of(rule).refusingAll();
    assertThat(Answered.by(standard, preflight).headers())
        .isEqualTo(
            Map.of(
                "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"));
    assertThat(standard.decide(preflight).status()).isEqualTo(403);
    assertThat(Answered.by(standard, actual).headers()).isEqualTo(Map.of("Vary", "Origin"));
    CorsPolicy s3 = CorsPolicy.builder().dialect(CorsDialect.S3).rule(rule).build().refusingAll();
    assertThat(s3.decide(preflight).reason()).isEqualTo(CorsReason.AMBIGUOUS_PATH);
    assertThat(Answered.by(s3, preflight).body()).contains("<Code>AccessForbidden</Code>");
    assertThat(Answered.by(s3, actual).headers()).isEmpty();
    CorsPolicy everybody = CorsPolicy.of(CorsRule.allow("*").methods("GET").build()).refusingAll();
    assertThat(Answered.by(everybody, CorsRequest.of("GET")).headers())
        .isEqualTo(Map.of("Vary", "Origin"));
    CorsPolicy none = CorsPolicy.of();
    assertThat(none.refusingAll()).isSameAs(none);
  }

  @Test
  void writesErrorsAsS3Does() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(CorsRule.allow("https://a.example").methods("GET").build())
            .build();
    CorsRequest denied = CorsRequest.preflight("https://b.example", "GET");
    assertThat(body(policy, denied, "/key"))
        .matches(
            "<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\n<Error><Code>AccessForbidden</Code>"
                + "<Message>CORSResponse: [^<]*CORS spec\\.</Message><Method>GET</Method>"
                + "<ResourceType>OBJECT</ResourceType><RequestId>[0-9A-Z]{16}</RequestId>"
                + "<HostId>[0-9A-Za-z+/]{75}=</HostId></Error>");
    assertThat(body(policy, denied, "/")).contains("<ResourceType>BUCKET</ResourceType>");
    assertThat(body(policy, denied, "")).contains("<ResourceType>BUCKET</ResourceType>");
    String invalid = body(policy, CorsRequest.preflight("https://a.example", "<&>\"'\u0001"), "/");
    assertThat(invalid)
        .contains("Invalid Access-Control-Request-Method: &lt;&amp;&gt;\"'?</Message>");
    String asked = body(policy, CorsRequest.actual("OPTIONS", "https://a.example"), "/");
    assertThat(asked).contains("Invalid Access-Control-Request-Method: null</Message>");
    String missing = body(policy, CorsRequest.of("OPTIONS"), "/");
    assertThat(missing)
        .contains("<Message>Insufficient information. Origin request header needed.</Message>")
        .doesNotContain("<Method>");
    String bounded =
        body(policy, CorsRequest.preflight("https://a.example", "M".repeat(9_000)), "/");
    assertThat(bounded).hasSizeLessThan(1_500);
  }

  @Test
  void writesErrorsAsCosDoes() {
    CorsPolicy policy = CorsPolicy.builder().dialect(CorsDialect.COS).build();
    CorsRequest denied =
        CorsRequest.preflight("https://b.example", "GET").with("Host", "b.cos.example");
    assertThat(body(policy, denied, "/key"))
        .matches(
            "<\\?xml version='1.0' encoding='utf-8' \\?>\n<Error>\n\t<Code>AccessForbidden</Code>\n\t"
                + "<Message>CORSResponse: [^<]*Requet-Headers[^<]*CORS spec</Message>\n\t"
                + "<Resource>b.cos.example/key</Resource>\n\t"
                + "<RequestId>[0-9A-Za-z+/]{44}</RequestId>\n\t"
                + "<TraceId>[0-9A-Za-z+/]{171}=</TraceId>\n</Error>");
    assertThat(body(policy, CorsRequest.preflight("https://b.example", "GET"), "/<key>"))
        .contains("<Resource>/&lt;key&gt;</Resource>");
    assertThat(body(policy, denied, "/" + "k".repeat(9_000))).hasSizeLessThan(1_000);
  }

  @Test
  void echoesVisibleAsciiOnlyInBucketDialects() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(CorsRule.allow("https://*").methods("GET").build())
            .build();
    assertThat(acao(policy, "https://!~")).isEqualTo("https://!~");
    for (String hidden : new String[] {"https://a b", "https://a\u007f", "https://a\r\nX: y"}) {
      assertThat(acao(policy, hidden)).isEqualTo("null");
    }
    assertThat(acao(policy, "https://" + "a".repeat(1016))).hasSize(1024);
    assertThat(acao(policy, "https://" + "a".repeat(1017))).isEqualTo("null");
  }

  @Test
  void cosVariesOnOriginWhereItsRulesSaySo() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.COS)
            .responseVary(true)
            .rule(CorsRule.allow("https://a.example").methods("GET").build())
            .build();
    for (CorsRequest request :
        new CorsRequest[] {
          CorsRequest.of("GET"),
          CorsRequest.of("OPTIONS"),
          CorsRequest.actual("GET", "https://a.example"),
          CorsRequest.actual("GET", "https://b.example"),
          CorsRequest.preflight("https://b.example", "GET")
        }) {
      assertThat(Answered.by(policy, request).header("Vary")).isEqualTo("Origin");
    }
  }

  private static String methods(CorsPolicy policy, String requested) {
    return String.valueOf(
        Answered.by(policy, CorsRequest.preflight("https://a.example", requested))
            .header("Access-Control-Allow-Methods"));
  }

  private static String why(CorsPolicy policy, CorsRequest request) {
    return String.valueOf(Answered.by(policy, request).header("Bucket-Cors"));
  }

  private static String body(CorsPolicy policy, CorsRequest request, String path) {
    return Objects.requireNonNull(Answered.by(policy, request, path).body());
  }

  private static String acao(CorsPolicy policy, String origin) {
    return String.valueOf(
        Answered.by(policy, CorsRequest.actual("GET", origin))
            .header("Access-Control-Allow-Origin"));
  }
}
