package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rules, policies and decisions say of themselves. */
class SmallAccessorsTest {
  private static final CorsRule READ = CorsRule.allow("https://a.example").methods("GET").build();

  @Test
  void aRuleSaysForPeopleAllThatWasWritten() {
    assertThat(READ)
        .hasToString("CorsRule[origins=[https://a.example], methods=[GET], headers=[], expose=[]]");
    assertThat(
            CorsRule.allow("null", "https://a.example")
                .methods("GET", "PUT")
                .headers("x-a")
                .expose("ETag")
                .id("app")
                .maxAgeSeconds(60)
                .credentials(true)
                .dangerouslyAllow(CorsHazard.NULL_ORIGIN)
                .build())
        .hasToString(
            "CorsRule[id=app, origins=[null, https://a.example], methods=[GET, PUT],"
                + " headers=[x-a], expose=[ETag], maxAgeSeconds=60, credentials,"
                + " dangerouslyAllow=["
                + CorsHazard.NULL_ORIGIN
                + "]]");
  }

  /** What differs in one list, or has the same in another order, does not fall together. */
  @Test
  void rulesWithNothingInCommonDifferInTheirHashesToo() {
    List<CorsRule> rules =
        List.of(
            READ,
            READ.toBuilder().origins(List.of("https://b.example")).build(),
            READ.toBuilder().methods("PUT").build(),
            READ.toBuilder().headers("PUT").build(),
            READ.toBuilder().id("PUT").build(),
            CorsRule.allow("GET").methods("https://a.example").build(),
            CorsRule.allow("PUT").methods("https://a.example").headers("GET").build(),
            CorsRule.allow("GET").methods("PUT").headers("https://a.example").build());

    assertThat(rules).extracting(CorsRule::hashCode).doesNotHaveDuplicates();
    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(rule.toBuilder().build()).isEqualTo(rule).hasSameHashCodeAs(rule));
  }

  @Test
  void aPolicySaysForPeopleItsBucketDialectAndRules() {
    assertThat(CorsPolicy.of(READ)).hasToString("bucket default, dialect standard, 1 rule");
    assertThat(CorsPolicy.of()).hasToString("bucket default, dialect standard, 0 rules");
    assertThat(
            CorsPolicy.builder()
                .bucket("files")
                .dialect(CorsDialect.S3)
                .rule(READ)
                .rule(READ.toBuilder().methods("PUT").build())
                .build())
        .hasToString("bucket files, dialect s3, 2 rules");
  }

  @Test
  void aPolicySaysWhetherItsAnswersSayWhy() {
    assertThat(CorsPolicy.of(READ).diagnostics()).isFalse();
    assertThat(CorsPolicy.builder().diagnostics(true).build().diagnostics()).isTrue();
  }

  @Test
  void whatIsSwitchedOffIsADefaultBucketThatGovernsNothing() {
    CorsPolicy off = CorsPolicy.ungoverned();

    assertThat(off).hasToString("bucket default, dialect standard, 0 rules");
    assertThat(off.governs()).isFalse();
    assertThat(off.preflightStatus()).isEqualTo(204);
    assertThat(off.diagnostics()).isFalse();
    assertThat(off.responseVary()).isFalse();
    assertThat(off.decide(CorsRequest.actual("GET", "https://a.example")).headers(request()))
        .isEmpty();
  }

  private static CorsRequest request() {
    return CorsRequest.actual("GET", "https://a.example");
  }

  @Test
  void onlyRefusalsOfStoresHaveABody() {
    CorsPolicy s3 = CorsPolicy.builder().dialect(CorsDialect.S3).rule(READ).build();
    CorsRequest refused = CorsRequest.preflight("https://a.example", "PUT");

    assertThat(s3.decide(refused).hasBody()).isTrue();
    assertThat(CorsPolicy.of(READ).decide(refused).hasBody()).isFalse();
    assertThat(s3.decide(CorsRequest.preflight("https://a.example", "GET")).hasBody()).isFalse();
  }

  @Test
  void aGrantIsWhatNamesAnOriginOrAStar() {
    CorsPolicy open = CorsPolicy.of(CorsRule.allow("*").methods("GET").build());

    assertThat(CorsPolicy.of(READ).decide(request()).isGrant()).isTrue();
    assertThat(open.decide(request()).isGrant()).isTrue();
    assertThat(open.decide(CorsRequest.of("GET")).isGrant()).as("the same for everybody").isTrue();
    assertThat(open.decide(CorsRequest.of("GET")).isAllowed()).isFalse();
    assertThat(CorsPolicy.of(READ).decide(CorsRequest.of("GET")).isGrant()).isFalse();
    assertThat(open.decide(CorsRequest.actual("PUT", "https://a.example")).isGrant()).isFalse();
  }

  @Test
  void aKeyIsOfRulesOfBucketsOrOfAll() {
    assertThat(fields().filter(CorsField::isGlobal))
        .containsExactly(CorsField.ENABLED, CorsField.RELOAD_INTERVAL, CorsField.LAST_GOOD);
    assertThat(fields().filter(CorsField::isOfRules))
        .containsExactly(
            CorsField.ID,
            CorsField.ALLOWED_ORIGINS,
            CorsField.ALLOWED_METHODS,
            CorsField.ALLOWED_HEADERS,
            CorsField.EXPOSE_HEADERS,
            CorsField.MAX_AGE_SECONDS,
            CorsField.ALLOW_CREDENTIALS,
            CorsField.DANGEROUSLY_ALLOW);
    assertThat(fields().filter(CorsField::isOfRules).filter(CorsField::isOfBuckets))
        .containsExactly(CorsField.ALLOW_CREDENTIALS, CorsField.DANGEROUSLY_ALLOW);
    assertThat(fields())
        .allMatch(each -> each.isGlobal() || each.isOfRules() || each.isOfBuckets());
  }

  @Test
  void aFieldIsCalledByItsKey() {
    assertThat(CorsField.MAX_AGE_SECONDS).hasToString("max-age-seconds");
    assertThat(fields()).allMatch(each -> CorsField.ofKey(each.toString()) == each);
  }

  private static Stream<CorsField> fields() {
    return Arrays.stream(CorsField.values());
  }
}
