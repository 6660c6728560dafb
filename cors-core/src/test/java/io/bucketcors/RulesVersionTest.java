package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link CorsPolicies#version}: the same for the same rules, another for any other. */
class RulesVersionTest {
  private static final CorsRule RULE =
      CorsRule.allow("https://a.example", "https://b.example")
          .methods("GET", "PUT")
          .headers("x-a", "x-b")
          .expose("ETag")
          .id("one")
          .maxAgeSeconds(5)
          .build();

  @Test
  void isTwelveHexadecimalDigitsThatNeverChange() {
    // Written out: a fleet compares it across releases of this library.
    assertThat(CorsPolicies.of(CorsPolicy.of(RULE)).version()).matches("[0-9a-f]{12}");
    assertThat(CorsPolicies.of(CorsPolicy.of(RULE)).version()).isEqualTo("edb4cf10d06e");
  }

  @Test
  void isTheSameForTheSameRules() {
    CorsPolicy a = bucket("a").build();
    CorsPolicy b = bucket("b").build();
    CorsPolicies one = CorsPolicies.builder().bucket(a, "/a/*", "/x").bucket(b, "/b").build();
    CorsPolicies other =
        CorsPolicies.builder()
            .bucket(bucket("b").diagnostics(true).build(), "/b")
            .bucket(bucket("a").preflightStatus(204).build(), "/x", "/a/*")
            .build();
    assertThat(one.version()).isEqualTo(other.version());
  }

  @Test
  void isAnotherForAnyOtherRules() {
    List<CorsPolicies> all = new ArrayList<>();
    all.add(CorsPolicies.disabled());
    all.add(CorsPolicies.of(CorsPolicy.of()));
    List.of(
            RULE,
            RULE.toBuilder().id("two").build(),
            RULE.toBuilder().id(null).build(),
            RULE.toBuilder().credentials(true).build(),
            RULE.toBuilder().maxAgeSeconds(6).build(),
            CorsRule.allow("https://a.example").methods("GET").build(),
            CorsRule.allow("https://a.example").methods("GET").maxAgeSeconds(0).build(),
            CorsRule.allow("https://a.example").methods("GET", "PUT").build(),
            CorsRule.allow("https://a.example").methods("PUT", "GET").build(),
            CorsRule.allow("https://a.example").methods("GET").headers("PUT").build(),
            CorsRule.allow("https://a.example").methods("GET").expose("PUT").build(),
            CorsRule.allow("https://a.example", "null")
                .methods("GET")
                .dangerouslyAllow(CorsHazard.NULL_ORIGIN)
                .build())
        .forEach(rule -> all.add(CorsPolicies.of(CorsPolicy.of(rule))));
    all.add(CorsPolicies.of(CorsPolicy.of(RULE, RULE.toBuilder().id("two").build())));
    all.add(CorsPolicies.of(CorsPolicy.of(RULE.toBuilder().id("two").build(), RULE)));
    all.add(CorsPolicies.of(CorsPolicy.builder().rule(RULE).preflightStatus(200).build()));
    CorsRule plain = CorsRule.allow("https://a.example").methods("GET").build();
    for (CorsDialect dialect : List.of(CorsDialect.S3, CorsDialect.COS)) {
      all.add(CorsPolicies.of(CorsPolicy.builder().dialect(dialect).rule(plain).build()));
    }
    all.add(
        CorsPolicies.of(
            CorsPolicy.builder().dialect(CorsDialect.COS).responseVary(true).rule(plain).build()));
    all.add(CorsPolicies.builder().bucket(bucket("a").build()).build());
    all.add(CorsPolicies.builder().bucket(bucket("a").build(), "/a").build());
    all.add(CorsPolicies.builder().bucket(bucket("a").build(), "/a", "/b").build());
    all.add(CorsPolicies.builder().bucket(bucket("b").build(), "/a").build());

    assertThat(all).extracting(CorsPolicies::version).doesNotHaveDuplicates();
  }

  @Test
  void diagnosticsNameIt() {
    CorsPolicies policies =
        CorsPolicies.builder()
            .defaultBucket(CorsPolicy.builder().rule(RULE).diagnostics(true).build())
            .bucket(bucket("a").diagnostics(true).build(), "/a/*")
            .bucket(bucket("b").build(), "/b")
            .build();
    CorsRequest request = CorsRequest.actual("GET", "https://a.example");
    String version = policies.version();
    assertThat(policies.forPath("/x").decide(request).headers(request))
        .containsEntry("Bucket-Cors", "allowed; rule=one; bucket=default; version=" + version);
    assertThat(policies.forPath("/a/x").decide(request).headers(request))
        .containsEntry("Bucket-Cors", "allowed; rule=one; bucket=a; version=" + version);
    assertThat(policies.named("a")).isSameAs(policies.forPath("/a/x"));
    assertThat(policies.forPath("/b").decide(request).headers(request))
        .doesNotContainKey("Bucket-Cors");
    CorsRequest denied = CorsRequest.actual("GET", "https://x.example");
    assertThat(policies.forPath("/a/..;/x").decide(denied).headers(denied))
        .containsEntry(
            "Bucket-Cors", "denied; reason=AMBIGUOUS_PATH; bucket=default; version=" + version);
  }

  private static CorsPolicy.Builder bucket(String name) {
    return CorsPolicy.builder().bucket(name).rule(RULE);
  }
}
