package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleAnalysisTest {

  @Test
  void saysNothingAboutRulesThatEachHaveTheirOwn() {
    assertThat(
            codes(
                CorsRule.allow("https://a.example").methods("GET", "HEAD").build(),
                CorsRule.allow("https://b.example").methods("GET", "HEAD").build()))
        .isEmpty();
  }

  @Test
  void findsTheRuleThatCanNeverWin() {
    assertThat(
            codes(
                CorsRule.allow("https://*.a.example").methods("GET", "HEAD").headers("*").build(),
                CorsRule.allow("https://x.a.example").methods("GET").headers("x-a").build()))
        .containsExactly("1:rule-shadowed");
  }

  @Test
  void findsTheRuleThatSeveralEarlierOnesLeaveNothing() {
    assertThat(
            codes(
                CorsRule.allow("https://a.example").methods("GET", "HEAD").build(),
                CorsRule.allow("*").methods("PUT").build(),
                CorsRule.allow("https://a.example").methods("HEAD", "PUT").build()))
        .containsExactly("2:rule-shadowed");
  }

  @Test
  void doesNotTakeAnExactOriginForAWholePattern() {
    assertThat(
            codes(
                CorsRule.allow("https://x.a.example").methods("GET", "HEAD").build(),
                CorsRule.allow("https://*.a.example").methods("GET", "HEAD").build()))
        .isEmpty();
    assertThat(
            codes(
                CorsRule.allow("http://localhost:3000").methods("GET", "HEAD").build(),
                CorsRule.allow("http://localhost:*").methods("GET", "HEAD").build()))
        .isEmpty();
  }

  @Test
  void needsBothSchemesCoveredToCallAPatternShadowed() {
    CorsRule both =
        CorsRule.allow("http*://a.example")
            .methods("PUT")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build();
    CorsRule secure = CorsRule.allow("https://a.example").methods("PUT").build();
    CorsRule plain = CorsRule.allow("http://a.example").methods("PUT").build();
    assertThat(codes(secure, both)).isEmpty();
    assertThat(codes(secure, plain, both)).containsExactly("2:rule-shadowed");
  }

  @Test
  void takesAMethodWildcardForMoreThanAnyListOfMethods() {
    assertThat(
            codes(
                CorsRule.allow("*").methods("GET", "HEAD").build(),
                CorsRule.allow("*").methods("*").build()))
        .isEmpty();
    assertThat(
            codes(
                CorsRule.allow("*").methods("*").build(),
                CorsRule.allow("*").methods("PUT").build()))
        .containsExactly("1:rule-shadowed");
  }

  @Test
  void findsThePairThatSplitsPreflightAndActualRequest() {
    assertThat(
            codes(
                CorsRule.allow("*").methods("GET", "HEAD").expose("ETag").build(),
                CorsRule.allow("https://a.example").methods("GET").headers("x-token").build()))
        .containsExactly("1:rule-split");
  }

  @Test
  void comparesHeaderPatternsWhateverTheirCase() {
    assertThat(
            codes(
                CorsRule.allow("*").methods("PUT").headers("X-Amz-*", "content-type").build(),
                CorsRule.allow("*").methods("PUT").headers("x-amz-*", "Content-Type").build()))
        .containsExactly("1:rule-shadowed");
  }

  @Test
  void findsTheOpenRuleThatTakesRequestsOfOneWithCredentials() {
    CorsRule open = CorsRule.allow("*").methods("GET", "HEAD").build();
    CorsRule trusted =
        CorsRule.allow("https://app.example")
            .methods("GET", "HEAD", "PUT")
            .credentials(true)
            .expose("ETag")
            .build();
    assertThat(codes(open, trusted)).containsExactly("1:rule-overtaken");
    assertThat(codes(trusted, open)).isEmpty();
    assertThat(CorsPolicy.of(open, trusted).warnings().get(0).toString())
        .contains("rule 0 comes first and gives less", "credentials", "https://app.example");
    // Nothing is taken where the methods differ, and nothing is lost where the first gives as much.
    assertThat(codes(open, trusted.toBuilder().build())).containsExactly("1:rule-overtaken");
    assertThat(
            codes(
                CorsRule.allow("*").methods("GET", "HEAD").build(),
                CorsRule.allow("https://app.example").methods("PUT").credentials(true).build()))
        .isEmpty();
  }

  @Test
  void findsAnExactOriginAfterItsOwnWildcardThatGivesLess() {
    assertThat(
            codes(
                CorsRule.allow("https://*.a.example").methods("GET", "HEAD").build(),
                CorsRule.allow("https://x.a.example", "https://b.example")
                    .methods("GET", "HEAD")
                    .expose("ETag")
                    .build()))
        .containsExactly("1:rule-overtaken");
  }

  @Test
  void findsOriginsThatAddNothing() {
    assertThat(
            codes(
                CorsRule.allow(
                        "https://x.a.example",
                        "https://*.a.example",
                        "https://a.example",
                        "https://a.example")
                    .methods("GET", "HEAD")
                    .build()))
        .containsExactly("0:origin-redundant", "0:origin-redundant");
    assertThat(codes(CorsRule.allow("https://a.example", "*").methods("GET", "HEAD").build()))
        .containsExactly("0:origin-redundant");
    assertThat(
            codes(
                CorsRule.allow("https://a.example", "https://*.a.example", "https://a.example:8443")
                    .methods("GET", "HEAD")
                    .build()))
        .isEmpty();
  }

  @Test
  void findsHazardsThatNoOriginOfTheBucketCarries() {
    CorsRule needless =
        CorsRule.allow("https://a.example")
            .methods("GET", "HEAD")
            .dangerouslyAllow(CorsHazard.NULL_ORIGIN)
            .build();
    assertThat(codes(needless)).containsExactly("0:hazard-not-needed");
    CorsRule needed =
        CorsRule.allow("null")
            .methods("GET", "HEAD")
            .dangerouslyAllow(CorsHazard.NULL_ORIGIN)
            .build();
    assertThat(codes(needed)).isEmpty();
    assertThat(codes(needless, needed)).as("accepted for the bucket").isEmpty();
  }

  @Test
  void findsOriginsThatNoPageHas() {
    assertThat(codes(CorsRule.allow("ws://a.example").methods("PUT").build()))
        .containsExactly("0:origin-never-sent");
  }

  /** Fuzzing found it: a sample longer than a label may be was no origin. */
  @Test
  void bearsAWildcardInALabelThatHasRoomForOneMoreLetter() {
    CorsRule rule =
        CorsRule.allow(
                "https://" + "a".repeat(62) + "*.z",
                "https://*." + ("b".repeat(62) + ".").repeat(3) + "b".repeat(62))
            .methods("PUT")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build();
    assertThat(codes(rule, rule)).containsExactly("1:rule-shadowed");
  }

  @Test
  void findsLowerCasePatch() {
    assertThat(codes(CorsRule.allow("https://a.example").methods("patch").build()))
        .containsExactly("0:method-patch-case");
  }

  @Test
  void warningsNeverRefuseRules() {
    CorsPolicy policy = CorsPolicy.of(CorsRule.allow("ws://a.example").methods("GET").build());
    assertThat(policy.warnings()).hasSize(1).noneMatch(CorsProblem::isError);
  }

  @Test
  void judgesRawOriginsOfBucketsToo() {
    List<CorsProblem> problems =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(CorsRule.allow("http://*.a.example").methods("GET", "HEAD").build())
            .rule(CorsRule.allow("http://x.a.example").methods("GET").build())
            .rule(CorsRule.allow("www.a.example").methods("PUT").build())
            .check();
    assertThat(problems)
        .extracting(problem -> problem.location().rule() + ":" + problem.code())
        .containsExactly("2:origin-never-sent", "1:rule-shadowed");
  }

  /** Whatever comes beyond, a start would wait for. */
  @Test
  void looksAtAsManyOriginsAsAreWorthTheTime() {
    assertThat(codes(many(50, 100))).isEmpty();
    assertThat(codes(many(3, 1_667))).containsExactly("-1:rules-not-analysed");
    assertThat(codes(many(50, 50), many(50, 51))).containsExactly("-1:rules-not-analysed");
  }

  private static CorsRule many(int origins, int methods) {
    return CorsRule.allow(
            IntStream.range(0, origins)
                .mapToObj(i -> "https://a" + i + ".example")
                .toArray(String[]::new))
        .methods(IntStream.range(0, methods).mapToObj(i -> "M" + i).toList())
        .build();
  }

  @Test
  void aWarningShowsARequestThatAnEarlierRuleTakes() {
    CorsRule open = CorsRule.allow("*").methods("PUT").build();
    CorsRule named =
        CorsRule.allow("https://a.example").methods("PUT").headers("x-b", "x-a").build();
    CorsRule any = CorsRule.allow("https://a.example").methods("*").build();

    assertThat(messages(open, named))
        .singleElement()
        .asString()
        .contains("actual request after it by rule 0, such as PUT from https://a.example with x-");
    assertThat(messages(any, CorsRule.allow("https://a.example").methods("PUT").build()))
        .singleElement()
        .asString()
        .contains("such as PUT from https://a.example by rule 0");
    assertThat(messages(any, any))
        .singleElement()
        .asString()
        .containsPattern("such as [A-Z]+ from https://a.example by rule 0");
  }

  @Test
  void aWarningNamesTheOriginThatAllowsAsMuch() {
    CorsRule rule =
        CorsRule.allow("https://*.a.example", "https://x.a.example").methods("PUT").build();

    assertThat(messages(rule))
        .singleElement()
        .asString()
        .contains("this rule allows it by https://*.a.example too");
  }

  /** Where a pattern and its parts are both listed, the parts go. */
  @Test
  void ofOriginsThatCoverEachOtherTheNarrowerAddNothing() {
    CorsRule rule =
        CorsRule.allow("http*://a.example", "http://a.example", "https://a.example")
            .methods("PUT")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build();

    assertThat(CorsPolicy.of(rule).warnings())
        .extracting(problem -> problem.code() + " " + problem.location().element())
        .containsExactly("origin-redundant 1", "origin-redundant 2");
  }

  @Test
  void patternsThatShareOnlySomeOriginsBothStay() {
    CorsRule.Builder rule =
        CorsRule.allow("http*://a.example", "https://a.example:*")
            .methods("PUT")
            .dangerouslyAllow(CorsHazard.values());

    assertThat(CorsPolicy.of(rule.build()).warnings())
        .extracting(CorsProblem::code)
        .doesNotContain("origin-redundant");
  }

  private static List<String> messages(CorsRule... rules) {
    return CorsPolicy.of(rules).warnings().stream().map(CorsProblem::message).toList();
  }

  private static List<String> codes(CorsRule... rules) {
    return CorsPolicy.of(rules).warnings().stream()
        .map(problem -> problem.location().rule() + ":" + problem.code())
        .toList();
  }
}
