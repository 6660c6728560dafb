package io.bucketcors.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was written is read again, or was refused to be written: nothing is lost silently. */
class DocumentRoundTripTest {

  @Property(tries = 400)
  void readsTheValidRulesThatItWrote(
      @ForAll DocumentKind kind, @ForAll("validRules") List<CorsRule> rules, @ForAll boolean vary) {
    List<CorsRule> fitting = rules.stream().map(rule -> fit(kind, rule)).toList();
    boolean fittingVary = vary && Set.of("COS_XML", "OSS_XML").contains(kind.name());
    assertThat(CorsPolicy.builder().rules(fitting).check()).noneMatch(CorsProblem::isError);
    assertThat(CorsDocument.check(kind, fitting, fittingVary)).isEmpty();

    String text = CorsDocument.write(kind, fitting, fittingVary);
    CorsDocument read = CorsDocument.read(text.getBytes(UTF_8), "written", "default");
    assertThat(read.problems()).isEmpty();
    assertThat(read.rules()).isEqualTo(fitting);
    assertThat(read.responseVary()).isEqualTo(fittingVary);
    assertThat(CorsDocument.write(kind, read.rules(), read.responseVary())).isEqualTo(text);
    if (!fitting.isEmpty() && kind != DocumentKind.OSS_XML) {
      assertThat(read.kind()).isEqualTo(kind);
    }
  }

  @Property(tries = 2000)
  void losesNothingOfAnyRulesSilently(
      @ForAll DocumentKind kind, @ForAll("anyRules") List<CorsRule> rules, @ForAll boolean vary) {
    List<CorsProblem> problems = CorsDocument.check(kind, rules, vary);
    Statistics.collect(problems.isEmpty());
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    if (problems.isEmpty()) {
      String text = CorsDocument.write(kind, rules, vary);
      CorsDocument read = CorsDocument.read(text.getBytes(UTF_8), "written", "default");
      // A prefix that GCS would expose is told of when it is read, and it was never exposed here.
      assertThat(read.problems()).noneMatch(CorsProblem::isError);
      assertThat(read.rules()).isEqualTo(rules);
      assertThat(read.responseVary()).isEqualTo(vary);
    } else {
      assertThat(problems).allMatch(CorsProblem::isError);
      assertThatThrownBy(() -> CorsDocument.write(kind, rules, vary))
          .isInstanceOf(CorsConfigurationException.class);
    }
  }

  /** What is said to be inexpressible really would be lost, kind by kind. */
  @Test
  void namesWhatAKindCannotSay() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET").build();
    assertThat(fields(DocumentKind.AZURE_XML, CorsRule.allow("*").id("a").build()))
        .containsExactly("id");
    assertThat(fields(DocumentKind.OSS_XML, CorsRule.allow("*").id("a").build()))
        .containsExactly("id");
    assertThat(fields(DocumentKind.GCS_JSON, CorsRule.allow("*").id("a").headers("b").build()))
        .containsExactly("id", "expose-headers");
    assertThat(fields(DocumentKind.AZURE_XML, CorsRule.allow("a,b", "").headers(" c").build()))
        .containsExactly("allowed-origins", "allowed-origins", "allowed-headers");
    for (DocumentKind kind : DocumentKind.values()) {
      assertThat(fields(kind, rule)).isEmpty();
      assertThat(
              fields(
                  kind,
                  CorsRule.allow("https://a.example")
                      .credentials(true)
                      .dangerouslyAllow(CorsHazard.NULL_ORIGIN)
                      .build()))
          .containsExactly("allow-credentials", "dangerously-allow");
      assertThat(fields(kind, CorsRule.allow("\ud800").build())).containsExactly("allowed-origins");
    }
    assertThat(CorsDocument.check(DocumentKind.S3_XML, List.of(rule), true))
        .extracting(problem -> String.valueOf(problem.location().field()))
        .containsExactly("response-vary");
  }

  private static List<String> fields(DocumentKind kind, CorsRule rule) {
    return CorsDocument.check(kind, List.of(rule), false).stream()
        .map(problem -> String.valueOf(problem.location().field()))
        .toList();
  }

  /** The rule without what a kind has no way to say. */
  private static CorsRule fit(DocumentKind kind, CorsRule rule) {
    boolean gcs = kind == DocumentKind.GCS_JSON || kind == DocumentKind.GCS_XML;
    boolean b2 = kind == DocumentKind.B2_JSON;
    Set<String> withoutIds = Set.of("OSS_XML", "GCS_JSON", "GCS_XML", "AZURE_XML");
    String id = withoutIds.contains(kind.name()) ? null : rule.id();
    List<String> methods =
        rule.allowedMethods().stream()
            .filter(Set.of("GET", "HEAD", "PUT", "POST", "DELETE")::contains)
            .toList();
    return rule(
        id,
        rule.allowedOrigins(),
        b2 && methods.isEmpty() ? List.of("GET") : b2 ? methods : rule.allowedMethods(),
        gcs ? rule.exposeHeaders() : rule.allowedHeaders(),
        rule.exposeHeaders(),
        rule.maxAgeSeconds());
  }

  @Provide
  Arbitrary<List<CorsRule>> validRules() {
    Arbitrary<String> origins =
        Arbitraries.of(
            "*",
            "https://a.example",
            "https://*.a.example",
            "https://a.example:8443",
            "http://localhost:*",
            "http://[::1]:3000",
            "moz-extension://a-b",
            "https://xn--bcher-kva.example");
    Arbitrary<String> methods =
        Arbitraries.of("*", "GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "PROPFIND", "a'b&c`");
    Arbitrary<String> headers =
        Arbitraries.of("content-type", "X-Amz-Meta-A", "ETag", "x|y", "a&b'c", "range");
    Arbitrary<String> patterns = Arbitraries.oneOf(headers, Arbitraries.of("*", "x-amz-*", "*-id"));
    Arbitrary<List<String>> exposed =
        Arbitraries.oneOf(
            headers.list().uniqueElements().ofMaxSize(3), Arbitraries.just(List.of("*")));
    Arbitrary<@Nullable String> ids =
        Arbitraries.strings()
            .withChars("aZ09 <>&\"'\\/\n\t{}[],:]]>é€")
            .ofMaxLength(20)
            .injectNull(0.3);
    return rules(
        ids,
        origins.list().uniqueElements().ofMinSize(1).ofMaxSize(4),
        methods.list().uniqueElements().ofMinSize(1).ofMaxSize(4),
        patterns.list().uniqueElements().ofMaxSize(4),
        exposed,
        Arbitraries.longs().between(0, Long.MAX_VALUE));
  }

  @Provide
  Arbitrary<List<CorsRule>> anyRules() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars("ab,*<>&]'\" \t\n\r\0\u001b\u0085\u2028\ufeff\ufffe\ud83d\ude00\ud800")
                .ofMaxLength(4),
            Arbitraries.of("GET", "*", "https://a.example"));
    Arbitrary<List<String>> lists = texts.list().ofMaxSize(2);
    return rules(texts.injectNull(0.6), lists, lists, lists, lists, Arbitraries.longs());
  }

  private static Arbitrary<List<CorsRule>> rules(
      Arbitrary<@Nullable String> ids,
      Arbitrary<List<String>> origins,
      Arbitrary<List<String>> methods,
      Arbitrary<List<String>> headers,
      Arbitrary<List<String>> exposed,
      Arbitrary<Long> ages) {
    Arbitrary<OptionalLong> maxAges =
        Arbitraries.oneOf(Arbitraries.just(OptionalLong.empty()), ages.map(OptionalLong::of));
    return Combinators.combine(ids, origins, methods, headers, exposed, maxAges)
        .as(DocumentRoundTripTest::rule)
        .list()
        .ofMaxSize(4);
  }

  private static CorsRule rule(
      @Nullable String id,
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      OptionalLong age) {
    CorsRule.Builder rule =
        CorsRule.allow().id(id).origins(origins).methods(methods).headers(headers).expose(exposed);
    age.ifPresent(rule::maxAgeSeconds);
    return rule.build();
  }
}
