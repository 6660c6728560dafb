package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CorsComparisonTest {
  private static final CorsRule READ = CorsRule.allow("https://app.example").methods("GET").build();

  /** Pages read some response headers without being told, and Set-Cookie never. */
  @Test
  void toExposeWhatEveryPageReadsOrNoneGrantsNothing() {
    CorsRule.Builder rule = CorsRule.allow("https://a.example").methods("GET");
    CorsPolicy none = CorsPolicy.of(rule.build());
    CorsPolicy readable = CorsPolicy.of(rule.expose("Content-Type", "Expires").build());
    CorsPolicy cookies = CorsPolicy.of(rule.expose("Set-Cookie").build());
    CorsPolicy more = CorsPolicy.of(rule.expose("ETag").build());
    assertThat(CorsPolicy.compare(none, readable).change()).isEqualTo(CorsComparison.Change.SAME);
    assertThat(CorsPolicy.compare(none, readable).differences()).isEmpty();
    assertThat(CorsPolicy.compare(readable, cookies).differences()).isEmpty();
    assertThat(CorsPolicy.compare(cookies, more).change()).isEqualTo(CorsComparison.Change.WIDER);
  }

  @Test
  void callsTheSameRulesTheSame() {
    CorsComparison comparison = compare(READ, READ);
    assertThat(comparison.change()).isEqualTo(Change.SAME);
    assertThat(comparison.complete()).isTrue();
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void callsOneMoreMethodWider() {
    CorsRule write = READ.toBuilder().methods("PUT").build();
    CorsComparison comparison = compare(READ, write);
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.differences()).hasSize(1);
    Difference difference = comparison.differences().get(0);
    assertThat(difference.kind()).isEqualTo(Kind.GRANTED);
    assertThat(difference.before().reason()).isEqualTo(CorsReason.METHOD_NOT_ALLOWED);
    assertThat(difference.after().ruleIndex()).isZero();
    assertThat(compare(write, READ).change()).isEqualTo(Change.NARROWER);
  }

  /** The first word that is tried for a wildcard is an origin of its own here. */
  @Test
  void tellsAWildcardFromAnOriginUnderItWhateverThatIsCalled() {
    CorsRule listed =
        CorsRule.allow("https://app.a.example", "https://www.a.example", "https://evil.a.example")
            .methods("GET")
            .build();
    CorsRule all = listed.toBuilder().origins(List.of("https://*.a.example")).build();
    CorsComparison comparison = compare(listed, all);
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.text()).contains("what matches https://*.a.example, not https://");
  }

  @Test
  void anyPortCoversAPortThatOnlyAnExactOriginNames() {
    CorsRule any = CorsRule.allow("http://localhost:*").methods("PUT").headers("x-a").build();
    CorsRule one = CorsRule.allow("http://localhost:3000").methods("PUT").headers("x-b").build();
    CorsComparison comparison = CorsPolicy.compare(CorsPolicy.of(any), CorsPolicy.of(any, one));
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.differences().get(0).region())
        .isEqualTo("PUT with x-b for http://localhost:3000");
  }

  /** The smallest witness misleads: what scares is under a domain that anybody can register. */
  @Test
  void showsASecondWitnessUnderAnotherRegistrableDomain() {
    CorsRule dotted = CorsRule.allow("https://*.a.example").methods("GET").build();
    CorsRule bare =
        CorsRule.allow("https://*a.example")
            .methods("GET")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build();
    Difference difference = compare(dotted, bare).differences().get(0);
    assertThat(difference.region())
        .isEqualTo("GET for what matches https://*a.example, not https://*.a.example");
    assertThat(difference.witnesses())
        .extracting(witness -> witness.request().lines("origin").get(0))
        .hasSize(2)
        .anyMatch(origin -> origin.endsWith("evila.example") || origin.endsWith("appa.example"));
  }

  private static List<String> origins(Difference difference) {
    return difference.witnesses().stream()
        .map(witness -> witness.request().lines("origin").get(0))
        .toList();
  }

  private static Difference added(String... origins) {
    CorsRule.Builder rule =
        CorsRule.allow(origins).methods("GET").dangerouslyAllow(CorsHazard.NULL_ORIGIN);
    CorsComparison comparison = CorsPolicy.compare(CorsPolicy.of(), CorsPolicy.of(rule.build()));
    assertThat(comparison.differences()).hasSize(1);
    return comparison.differences().get(0);
  }

  @Test
  void theSecondWitnessIsOfAnotherOwnerWhereThereIsOne() {
    List<String> all = List.of("https://a.example", "https://x.a.example", "https://b.example");
    List<String> shown = origins(added(all.toArray(String[]::new)));

    assertThat(shown).hasSize(2).allMatch(all::contains).contains("https://b.example");
    assertThat(origins(added("https://a.example", "https://x.a.example")))
        .containsExactlyInAnyOrder("https://a.example", "https://x.a.example");
    assertThat(origins(added("https://a.example"))).containsExactly("https://a.example");
    assertThat(origins(added("https://*.a.example")))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(origin -> origin.matches("https://.+\\.a\\.example"));
  }

  /** Everybody knows what an https origin is. */
  @Test
  void theFirstWitnessIsAnOriginOfSomebodyWhereThereIsOne() {
    assertThat(origins(added("null", "https://a.example")))
        .containsExactly("https://a.example", "null");
    assertThat(origins(added("null"))).containsExactly("null");
  }

  /** What browsers ask first: nothing before a plain GET. */
  @Test
  void witnessesArePreflightsWhereBrowsersSendOne() {
    CorsRule put = CorsRule.allow("https://app.example").methods("PUT").build();
    CorsRule named = READ.toBuilder().headers("x-a").build();

    assertThat(askedFor(compare(put, READ))).containsExactlyInAnyOrder("[]", "[PUT]");
    assertThat(askedFor(compare(READ, named))).containsExactly("[GET]");
  }

  /** What the first witnesses ask for as preflights. */
  private static List<String> askedFor(CorsComparison comparison) {
    return comparison.differences().stream()
        .map(each -> each.witnesses().get(0).request())
        .map(each -> each.lines("Access-Control-Request-Method").toString())
        .toList();
  }

  @Test
  void longerMaxAgeAndAnEchoInPlaceOfAStarGrantNothing() {
    CorsRule longer = READ.toBuilder().maxAgeSeconds(600).build();
    CorsComparison comparison = compare(READ, longer);
    assertThat(comparison.change()).isEqualTo(Change.SAME);
    assertThat(comparison.differences()).extracting(Difference::kind).containsOnly(Kind.ALTERED);
  }

  @Test
  void credentialsAndExposedHeadersGrant() {
    assertThat(compare(READ, READ.toBuilder().credentials(true).build()).change())
        .isEqualTo(Change.WIDER);
    assertThat(compare(READ, READ.toBuilder().expose("etag").build()).change())
        .isEqualTo(Change.WIDER);
    assertThat(
            compare(READ.toBuilder().expose("x-a").build(), READ.toBuilder().expose("x-b").build())
                .change())
        .isEqualTo(Change.INCOMPARABLE);
  }

  @Test
  void comparesBucketsOfStoresWithStandardOnes() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET").build();
    CorsPolicy s3 = CorsPolicy.builder().dialect(CorsDialect.S3).rule(rule).build();
    // A bucket sends credentials wherever it echoes the origin.
    assertThat(CorsPolicy.compare(CorsPolicy.of(rule), s3).change()).isEqualTo(Change.WIDER);
    assertThat(CorsPolicy.compare(s3, s3).change()).isEqualTo(Change.SAME);
  }

  @Test
  void comparesPathByPath() {
    CorsPolicy files =
        CorsPolicy.builder().bucket("files").rule(READ.toBuilder().methods("PUT").build()).build();
    CorsPolicies before = CorsPolicies.builder().bucket(files, "/files/*").build();
    CorsPolicies after = CorsPolicies.builder().bucket(files, "/files/*", "/more").build();
    CorsComparison comparison = CorsPolicies.compare(before, after);
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.differences()).extracting(Difference::path).contains("/more");
    assertThat(CorsPolicies.compare(after, after).change()).isEqualTo(Change.SAME);
    assertThat(CorsPolicies.compare(before, CorsPolicies.disabled()).change())
        .isEqualTo(Change.NARROWER);
  }

  @Test
  void comparesBucketsThatOnlyTheirNamesLeadTo() {
    CorsPolicy read = CorsPolicy.builder().bucket("files").rule(READ).build();
    CorsPolicy write =
        CorsPolicy.builder().bucket("files").rule(READ.toBuilder().methods("PUT").build()).build();
    CorsPolicies before = CorsPolicies.builder().bucket(read).build();
    CorsPolicies after = CorsPolicies.builder().bucket(write).build();
    CorsPolicies none = CorsPolicies.builder().build();

    assertThat(CorsPolicies.compare(before, after).change()).isEqualTo(Change.WIDER);
    assertThat(CorsPolicies.compare(before, after).text()).contains("resources of bucket files");
    assertThat(CorsPolicies.compare(before, none).change()).isEqualTo(Change.NARROWER);
    assertThat(CorsPolicies.compare(none, before).change()).isEqualTo(Change.WIDER);
  }

  /** Told once: by its paths, for which its rules differ. */
  @Test
  void aBucketWithPathsIsToldByThem() {
    CorsPolicy read = CorsPolicy.builder().bucket("files").rule(READ).build();
    CorsPolicy write =
        CorsPolicy.builder().bucket("files").rule(READ.toBuilder().methods("PUT").build()).build();
    CorsComparison changed =
        CorsPolicies.compare(
            CorsPolicies.builder().bucket(read, "/files/*").build(),
            CorsPolicies.builder().bucket(write, "/files/*").build());
    CorsComparison gone =
        CorsPolicies.compare(
            CorsPolicies.builder().bucket(read, "/files/*").build(),
            CorsPolicies.builder().build());

    assertThat(changed.text()).contains("/files/").doesNotContain("resources of bucket");
    assertThat(changed.differences()).hasSize(1);
    assertThat(gone.text()).contains("/files/").doesNotContain("resources of bucket");
  }

  @Test
  void grantsComeBeforeWhatIsWithdrawn() {
    CorsRule other = CorsRule.allow("https://other.example").methods("GET").build();
    CorsComparison comparison = CorsPolicy.compare(CorsPolicy.of(READ), CorsPolicy.of(other));
    CorsComparison back = CorsPolicy.compare(CorsPolicy.of(other), CorsPolicy.of(READ));

    assertThat(comparison.change()).isEqualTo(Change.INCOMPARABLE);
    assertThat(comparison.differences()).extracting(Difference::kind).isSorted().hasSize(2);
    assertThat(back.differences()).extracting(Difference::kind).isSorted().hasSize(2);
  }

  /** A path that was two buckets', and so refused, is one bucket's after the other is gone. */
  @Test
  void findsPathsThatCouldBeReadInTwoWaysAndCanNoMore() {
    CorsPolicy app = CorsPolicy.of(READ);
    CorsPolicy files = CorsPolicy.builder().bucket("files").rule(READ.toBuilder().build()).build();
    CorsPolicies before =
        CorsPolicies.builder().defaultBucket(app).bucket(files, "/files/*").build();
    CorsComparison comparison = CorsPolicies.compare(before, CorsPolicies.of(app));
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.text()).contains("paths that can be read in two ways");
    Difference difference = comparison.differences().get(0);
    assertThat(before.forPath(difference.path()).decide(difference.witnesses().get(0).request()))
        .extracting(CorsDecision::reason)
        .isEqualTo(CorsReason.AMBIGUOUS_PATH);
  }

  @Test
  @Tag("slow")
  void stopsAtABoundAndNeverSaysSameThen() {
    List<String> origins = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      origins.add("https://a" + i + "*");
      origins.add("https://*b" + i + ".example");
    }
    CorsRule many =
        CorsRule.allow(origins.toArray(String[]::new))
            .methods("GET")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build();
    CorsComparison comparison = compare(many, many.toBuilder().id("x").build());
    assertThat(comparison.complete()).isFalse();
    assertThat(comparison.change()).isEqualTo(Change.INCOMPARABLE);
    assertThat(comparison.text()).contains("too much to compare");
  }

  private static CorsComparison compare(CorsRule before, CorsRule after) {
    return CorsPolicy.compare(CorsPolicy.of(before), CorsPolicy.of(after));
  }
}
