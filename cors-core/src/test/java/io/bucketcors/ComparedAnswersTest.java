package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What code reads of a comparison, and which requests it looks at. */
class ComparedAnswersTest {
  private static final CorsRule READ = CorsRule.allow("https://app.example").methods("GET").build();

  private static final CorsRule RICH =
      READ.toBuilder()
          .methods("PUT")
          .credentials(true)
          .expose("X-B", "x-a", "Content-Type")
          .maxAgeSeconds(60)
          .id("rich")
          .build();

  @Test
  void aVerdictOfARuleSaysAllThatItGives() {
    Verdict actual = verdict(CorsRequest.actual("PUT", "https://app.example"), READ, RICH);
    Verdict preflight = verdict(CorsRequest.preflight("https://app.example", "PUT"), READ, RICH);

    assertThat(actual.allowed()).isTrue();
    assertThat(actual.reason()).isEqualTo(CorsReason.ALLOWED);
    assertThat(actual.ruleIndex()).isEqualTo(1);
    assertThat(actual.ruleId()).isEqualTo("rich");
    assertThat(actual.status()).isZero();
    assertThat(actual.credentials()).isTrue();
    assertThat(actual.anyOrigin()).isFalse();
    assertThat(actual.exposedHeaders()).containsExactly("x-a", "x-b");
    assertThat(actual.maxAgeSeconds()).isEmpty();
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.exposedHeaders()).isEmpty();
    assertThat(preflight.maxAgeSeconds()).hasValue(60);
    assertThat(actual).hasToString("allowed by rule 1 (rich)");
    assertThat(preflight).hasToString("204 allowed by rule 1 (rich)");
  }

  @Test
  void aVerdictOfAStarSaysThatItNamesNoOrigin() {
    CorsRule open = CorsRule.allow("*").methods("GET").expose("*").build();
    Verdict verdict = verdict(CorsRequest.actual("GET", "https://a.example"), open);

    assertThat(verdict.anyOrigin()).isTrue();
    assertThat(verdict.credentials()).isFalse();
    assertThat(verdict.exposedHeaders()).containsExactly("*");
    assertThat(verdict.ruleId()).isNull();
    assertThat(verdict).hasToString("allowed by rule 0");
  }

  @Test
  void aVerdictOfADenialGivesNothing() {
    Verdict verdict = verdict(CorsRequest.preflight("https://app.example", "DELETE"), RICH);

    assertThat(verdict.allowed()).isFalse();
    assertThat(verdict.reason()).isEqualTo(CorsReason.METHOD_NOT_ALLOWED);
    assertThat(verdict.ruleIndex()).isEqualTo(-1);
    assertThat(verdict.ruleId()).isNull();
    assertThat(verdict.status()).isEqualTo(403);
    assertThat(verdict.credentials()).isFalse();
    assertThat(verdict.anyOrigin()).isFalse();
    assertThat(verdict.exposedHeaders()).isEmpty();
    assertThat(verdict.maxAgeSeconds()).isEmpty();
    assertThat(verdict).hasToString("403 METHOD_NOT_ALLOWED");
  }

  private static Verdict verdict(CorsRequest request, CorsRule... rules) {
    CorsDecision decision = CorsPolicy.of(rules).decide(request);
    return new Verdict(decision, Grant.of(decision, request, CorsRequest.READER));
  }

  @Test
  void grantsWithNothingInCommonDifferInTheirHashesToo() {
    List<Grant> grants =
        Stream.of(
                READ,
                READ.toBuilder().credentials(true).build(),
                READ.toBuilder().expose("x-a").build(),
                READ.toBuilder().expose("x-b").build(),
                CorsRule.allow("*").methods("GET").build(),
                CorsRule.allow("https://other.example").methods("GET").build())
            .map(rule -> verdict(CorsRequest.actual("GET", "https://app.example"), rule).grant())
            .toList();

    assertThat(grants).doesNotHaveDuplicates();
    assertThat(grants).extracting(Grant::hashCode).doesNotHaveDuplicates();
    assertThat(verdict(CorsRequest.actual("GET", "https://app.example"), READ).grant())
        .isEqualTo(grants.get(0))
        .hasSameHashCodeAs(grants.get(0));
  }

  @Test
  void aDifferenceSaysWhetherItGrantsOrWithdraws() {
    Difference more = only(CorsPolicy.of(READ), CorsPolicy.of(credentials(READ)));
    Difference less = only(CorsPolicy.of(credentials(READ)), CorsPolicy.of(READ));
    Difference neither =
        only(CorsPolicy.of(READ), CorsPolicy.of(READ.toBuilder().maxAgeSeconds(1).build()));
    Difference both =
        only(
            CorsPolicy.of(READ.toBuilder().expose("x-a").build()),
            CorsPolicy.of(READ.toBuilder().expose("x-b").build()));

    assertThat(Stream.of(more, less, neither, both).map(Difference::grants))
        .containsExactly(true, false, false, true);
    assertThat(Stream.of(more, less, neither, both).map(Difference::withdraws))
        .containsExactly(false, true, false, true);
  }

  private static CorsRule credentials(CorsRule rule) {
    return rule.toBuilder().credentials(true).build();
  }

  private static Difference only(CorsPolicy before, CorsPolicy after) {
    List<Difference> found = CorsPolicy.compare(before, after).differences();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The bucket that decides afterwards; where nothing does, the one that did. */
  @Test
  void aDifferenceNamesTheBucketThatDecides() {
    CorsPolicy files = CorsPolicy.builder().bucket("files").rule(READ).build();
    CorsPolicies none = CorsPolicies.builder().build();
    CorsPolicies some = CorsPolicies.builder().bucket(files, "/files/*").build();

    assertThat(bucketsAndPaths(none, some)).containsExactly("files /files/x");
    assertThat(bucketsAndPaths(some, none)).containsExactly("default /files/x");
    assertThat(bucketsAndPaths(some, CorsPolicies.disabled())).containsExactly("files /files/x");
    assertThat(CorsPolicies.compare(none, some).text()).doesNotContain("resources of bucket");
  }

  private static List<String> bucketsAndPaths(CorsPolicies before, CorsPolicies after) {
    return CorsPolicies.compare(before, after).differences().stream()
        .map(each -> each.bucket() + " " + each.path())
        .toList();
  }

  @Test
  void seesWhatALaterRuleForTheSameOriginAllows() {
    CorsPolicy one = CorsPolicy.of(READ);
    CorsPolicy both = CorsPolicy.of(READ, RICH);

    assertThat(CorsPolicy.compare(one, both).change()).isEqualTo(Change.WIDER);
    assertThat(CorsPolicy.compare(both, one).change()).isEqualTo(Change.NARROWER);
  }

  @Test
  void seesAHeaderMoreForWhateverMethodAStarStandsFor() {
    CorsRule any = CorsRule.allow("https://app.example").methods("*").headers("x-a").build();
    CorsRule more = any.toBuilder().headers("x-b").build();
    CorsComparison comparison = CorsPolicy.compare(CorsPolicy.of(any), CorsPolicy.of(more));

    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.differences())
        .extracting(Difference::region)
        .contains("any other method with x-b for https://app.example");
  }

  /** A subdomain of the first would be the same owner's. */
  @Test
  void showsASecondWitnessOfAnotherOwnerWhereAPatternHasSeveral() {
    CorsRule all =
        CorsRule.allow("https://*.com")
            .methods("GET")
            .dangerouslyAllow(CorsHazard.values())
            .build();
    List<String> origins =
        only(CorsPolicy.of(), CorsPolicy.of(all)).witnesses().stream()
            .map(each -> each.request().lines("Origin").get(0))
            .toList();

    assertThat(origins).hasSize(2).allMatch(origin -> origin.endsWith(".com"));
    assertThat(origins.get(0)).isEqualTo("https://app.com");
    assertThat(origins.get(1)).isNotEqualTo("https://app.com").doesNotEndWith(".app.com");
  }
}
