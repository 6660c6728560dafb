package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.text.CommaList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys beside the rules' own, and how they meet. */
class SettingsTest {
  private static final String RULE =
      """
      bucketcors.rules[0].allowed-origins=https://a.example
      bucketcors.rules[0].allowed-methods=GET,HEAD
      """;

  @Test
  void answersPreflightsWithTheStatusThatIsSet() {
    CorsRequest preflight = CorsRequest.preflight("https://a.example", "GET");

    assertThat(policy(RULE).decide(preflight).status()).isEqualTo(204);
    assertThat(policy(RULE + "bucketcors.preflight-status=299\n").decide(preflight).status())
        .isEqualTo(299);
    assertThat(policy(RULE + "bucketcors.dialect=s3\n").decide(preflight).status()).isEqualTo(200);
  }

  @Test
  void switchesEverythingOff() {
    CorsPolicies policies = MapSourceTest.policies(RULE + "bucketcors.enabled=false\n");

    assertThat(policies.enabled()).isFalse();
    assertThat(policies.defaultBucket().rules()).isEmpty();
  }

  @Test
  void refusesMistakesEvenWhereEverythingIsSwitchedOff() {
    assertThat(codes(RULE.replace("GET", "get") + "bucketcors.enabled=false\n"))
        .containsExactly("method-case");
  }

  @Test
  void rulesInheritCredentialsAndHazardsUnlessTheyHaveTheirOwn() {
    List<CorsRule> rules =
        policy(
                """
                bucketcors.allow-credentials=true
                bucketcors.dangerously-allow=insecure-origin
                bucketcors.rules[0].allowed-origins=http://a.example
                bucketcors.rules[0].allowed-methods=PUT
                bucketcors.rules[1].allowed-origins=*
                bucketcors.rules[1].allowed-methods=POST
                bucketcors.rules[1].allow-credentials=false
                bucketcors.rules[1].dangerously-allow=
                """)
            .rules();

    assertThat(rules).extracting(CorsRule::allowCredentials).containsExactly(true, false);
    assertThat(rules)
        .extracting(CorsRule::dangerouslyAllow)
        .containsExactly(Set.of(CorsHazard.INSECURE_ORIGIN), Set.of());
  }

  @Test
  void anInheritedMistakeIsToldOnce() {
    String second = RULE.replace("[0]", "[1]").replace("a.example", "b.example");

    assertThat(codes(RULE + second + "bucketcors.dialect=s3\nbucketcors.allow-credentials=false\n"))
        .containsExactly("credentials-dialect");
  }

  @Test
  void splitsListsAtCommasThatAreNotEscaped() {
    assertThat(CommaList.split(" a , b\\,c,, d\\e ,")).containsExactly("a", "b,c", "d\\e");
    assertThat(CommaList.split(" , ")).isEmpty();
  }

  @Test
  void listsMayBeWrittenElementByElementWithoutAGap() {
    assertThat(
            policy(
                    RULE.replace("methods=GET,HEAD", "methods[1]=HEAD")
                        + "bucketcors.rules[0].allowed-methods[0]=GET\n")
                .rules()
                .get(0)
                .allowedMethods())
        .containsExactly("GET", "HEAD");
    assertThat(codes(RULE.replace("methods=GET,HEAD", "methods[1]=PUT")))
        .containsExactly("element-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "bucketcors.rules[01].id, unknown-key",
    "bucketcors.rules[-1].id, unknown-key",
    "bucketcors.rules[9999999999].id, unknown-key",
    "bucketcors.rules[0].id[0], unknown-key",
    "bucketcors.rules[0].Allowed-Origins, unknown-key",
    "bucketcors.buckets.files.enabled, unknown-key",
    "bucketcors.buckets.default.dialect, bucket-name-reserved",
    "bucketcors.buckets.my-files.dialect, bucket-name",
    "bucketcors.paths, paths-of-default-bucket",
    "bucketcors.buckets.files.paths, path-not-absolute",
    "bucketcors.rules[0].max-age-seconds, max-age",
    "bucketcors.rules[0].allow-credentials, boolean-invalid",
    "bucketcors.rules[0].dangerously-allow, hazard-unknown",
    "bucketcors.dialect, dialect-unknown",
    "bucketcors.preflight-status, preflight-status",
    "bucketcors.response-vary, boolean-invalid",
    "bucketcors.diagnostics, boolean-invalid",
    "bucketcors.enabled, boolean-invalid",
    "bucketcors.reload-interval, duration-invalid",
    "bucketcors.rules-location, rules-and-location"
  })
  void refusesNonsense(String key, String code) {
    assertThat(codes(RULE + key + "=nonsense\n")).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({
    "bucketcors.rules[0].max-age-seconds, +5",
    "bucketcors.rules[0].max-age-seconds, 99999999999999999999",
    "bucketcors.rules[0].max-age-seconds, \u0661",
    "bucketcors.preflight-status, 0",
    "bucketcors.preflight-status, 4294967496",
    "bucketcors.reload-interval, -PT1S",
    "bucketcors.dialect, S3",
    "bucketcors.response-vary, true"
  })
  void refusesWhatOnlyLooksRight(String key, String value) {
    assertThat(codes(RULE + key + "=" + value + "\n")).hasSize(1);
  }

  @Test
  void refusesExpressionsWhereNothingResolvesThem() {
    assertThat(
            codes(
                RULE.replace("https://a.example", "${origin}")
                    + "bucketcors.rules[0].id=costs ${5}\n"
                    + "bucketcors.buckets.files.paths=/${tenant}/*\n"))
        .containsExactly("expression-unresolved", "expression-unresolved");
  }

  @Test
  void keepsTheMeaningOfADialectInTheWrongCaseWhileJudgingTheRest() {
    assertThat(codes(RULE.replace("https://a.example", "http*://x") + "bucketcors.dialect=S3\n"))
        .containsExactly("dialect-unknown");
  }

  @Test
  void settingsReplaceTheRulesOfTheirBucketWholeNeverKeyByKey() {
    Map<String, String> below = new TreeMap<>(MapSourceTest.map(RULE));
    below.put("bucketcors.rules[0].expose-headers", "ETag");
    below.put("bucketcors.rules[1].allowed-origins", "*");
    below.put("bucketcors.rules[1].allowed-methods", "PUT");
    below.put("bucketcors.dangerously-allow", "null-origin");
    below.put("bucketcors.preflight-status", "200");
    below.put("bucketcors.buckets.files.dialect", "cos");
    Map<String, String> above =
        Map.of(
            "bucketcors.rules[0].allowed-origins", "https://b.example",
            "bucketcors.rules[0].allowed-methods", "POST",
            "bucketcors.diagnostics", "true",
            "other", "ignored");

    try (ReloadableCorsPolicies source = both(above, below)) {
      CorsPolicy policy = source.current().defaultBucket();
      assertThat(policy.rules())
          .containsExactly(CorsRule.allow("https://b.example").methods("POST").build());
      assertThat(policy.decide(CorsRequest.preflight("https://b.example", "POST")).status())
          .isEqualTo(200);
      assertThat(source.current().named("files"))
          .extracting(CorsPolicy::dialect)
          .isEqualTo(CorsDialect.COS);
    }
  }

  @Test
  void settingsWithoutRulesLeaveTheRulesBelowInForce() {
    try (ReloadableCorsPolicies source =
        both(Map.of("bucketcors.preflight-status", "201"), MapSourceTest.map(RULE))) {
      CorsPolicy policy = source.current().defaultBucket();
      assertThat(policy.decide(CorsRequest.preflight("https://a.example", "GET")).status())
          .isEqualTo(201);
    }
  }

  private static ReloadableCorsPolicies both(Map<String, String> above, Map<String, String> below) {
    ClassLoader loader =
        SmallRyeTest.registered(
            "", new io.smallrye.config.PropertiesConfigSource(below, "below", 100));
    try {
      return CorsPolicySources.builder()
          .settings(above, "init-params")
          .classLoader(loader)
          .reload(Reload.NEVER)
          .build();
    } finally {
      ConfigProviderResolver.instance()
          .releaseConfig(ConfigProviderResolver.instance().getConfig(loader));
    }
  }

  private static CorsPolicy policy(String properties) {
    return MapSourceTest.policies(properties).defaultBucket();
  }

  private static List<String> codes(String properties) {
    try (ReloadableCorsPolicies source =
        (ReloadableCorsPolicies) CorsPolicySources.of(MapSourceTest.map(properties))) {
      return List.of("nothing refused: " + source.current().defaultBucket().rules());
    } catch (CorsConfigurationException e) {
      return e.problems().stream().filter(CorsProblem::isError).map(CorsProblem::code).toList();
    }
  }
}
