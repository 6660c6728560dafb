package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A list is one value: it comes whole from the highest layer that has any of it (spring-boot#2611,
 * quarkus#38786). A layer is a config source, and within it an active profile.
 */
class LayersTest {
  private static final String ORIGINS = "bucketcors.rules[0].allowed-origins";
  private static final String METHODS = "bucketcors.rules[0].allowed-methods";
  private static final String BASE = "http://localhost:4200";
  private static final String DOCUMENT =
      "<CORSConfiguration><CORSRule><AllowedOrigin>https://doc.example</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";

  /** One list over another, each as elements, as one value, or as both, as YAML always has it. */
  @ParameterizedTest
  @CsvSource({
    "elements, elements", "elements, whole", "elements, both",
    "whole, elements", "whole, whole", "whole, both",
    "both, elements", "both, whole", "both, both"
  })
  void aHigherListReplacesALowerOneWhole(String lower, String higher) {
    Map<String, String> base = list(lower, BASE, "https://b.example", "https://c.example");
    Map<String, String> over = list(higher, "https://prod.example");

    // A config source over another.
    assertThat(origins("", source(base, 100), source(over, 200)))
        .containsExactly("https://prod.example");
    // An active profile over the bare names, in one source and from one below.
    assertThat(origins("prod", source(both(base, "%prod.", over), 100)))
        .containsExactly("https://prod.example");
    assertThat(origins("", source(both(base, "%prod.", over), 100)))
        .containsExactly(BASE, "https://b.example", "https://c.example");
    // A profile of a lower source is below a higher source.
    assertThat(origins("prod", source(both(Map.of(), "%prod.", base), 100), source(over, 200)))
        .containsExactly("https://prod.example");
    // The environment.
    assertThat(origins("", source(base, 100), source(variables(over), 300)))
        .containsExactly("https://prod.example");
  }

  @Test
  void anElementThatTheProfileRepeatsDoesNotHideThatItIsActive() {
    Map<String, String> base = list("elements", "https://a.example", BASE);
    Map<String, String> same = list("elements", "https://a.example");
    assertThat(origins("prod", source(both(base, "%prod.", same), 100)))
        .containsExactly("https://a.example");
    assertThat(origins("", source(both(base, "%prod.", same), 100)))
        .containsExactly("https://a.example", BASE);
    assertThat(origins("dev", source(both(base, "%prod.", same), 100)))
        .containsExactly("https://a.example", BASE);
  }

  @Test
  void ofSeveralProfilesTheOneThatCountsMostHasTheList() {
    Map<String, String> names = new TreeMap<>(list("elements", BASE));
    names.put("%a." + ORIGINS + "[0]", "https://a0.example");
    names.put("%a." + ORIGINS + "[1]", "https://a1.example");
    names.put("%b." + ORIGINS + "[0]", "https://b0.example");
    names.put("smallrye.config.profile", "a,b");
    assertThat(origins("a,b", source(names, 100))).containsExactly("https://b0.example");
  }

  @Test
  void yamlOfAProfileMayListFewerOrOneAlone() throws IOException {
    String base =
        """
        bucketcors:
          rules:
            - allowed-origins: [http://localhost:4200, https://b.example]
              allowed-methods: [GET, PUT]
              allow-credentials: true
              dangerously-allow: [insecure-origin]
        "%prod":
          bucketcors:
            rules:
              - allowed-origins: ORIGINS
        """;
    for (String written : List.of("[https://prod.example]", "https://prod.example")) {
      ConfigSource yaml = new YamlConfigSource("yaml", base.replace("ORIGINS", written), 110);
      CorsRule rule = SmallRyeTest.rules("prod", yaml).get(0);
      assertThat(rule.allowedOrigins()).containsExactly("https://prod.example");
      assertThat(rule.allowedMethods()).containsExactly("GET", "PUT");
    }
  }

  @Test
  void anEmptyValueInAHigherLayerIsAnEmptyList() {
    Map<String, String> base = new TreeMap<>(list("both", "https://a.example"));
    base.put("bucketcors.rules[0].expose-headers[0]", "ETag");
    base.put("bucketcors.rules[0].expose-headers[1]", "X-Other");
    Map<String, String> over = Map.of("bucketcors.rules[0].expose-headers", "");
    assertThat(SmallRyeTest.rules("", source(base, 100), source(over, 200)).get(0).exposeHeaders())
        .isEmpty();
  }

  @Test
  void aGapInTheListThatCountsIsAnErrorAndNotFilledFromBelow() {
    Map<String, String> over = Map.of(ORIGINS + "[1]", "https://b.example");
    assertThat(
            SmallRyeTest.problems(
                "", source(list("elements", "https://a.example", BASE), 100), source(over, 200)))
        .extracting(CorsProblem::code)
        .containsExactly("element-missing");
  }

  @Test
  void scalarsStillMergeKeyByKey() {
    Map<String, String> over = Map.of("bucketcors.rules[0].max-age-seconds", "5");
    CorsRule rule =
        SmallRyeTest.rules("", source(list("whole", "https://a.example"), 100), source(over, 300))
            .get(0);
    assertThat(rule.maxAgeSeconds()).hasValue(5);
    assertThat(rule.allowedOrigins()).containsExactly("https://a.example");
  }

  @Test
  void theReportNamesTheSourceOfASettingThatIsNotTheRules() {
    try (CorsPolicySource source =
        SmallRyeTest.source(
            "",
            source(list("whole", "https://a.example"), 100),
            source(Map.of("bucketcors.rules[0].max-age-seconds", "5"), 300))) {
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
      assertThat(LogOf.start(source).all())
          .anyMatch(
              line ->
                  line.contains("bucketcors.rules[0].max-age-seconds is from")
                      && line.contains("ordinal 300: 1 setting")
                      && line.contains("ordinal 100: 2 settings")
                      && line.contains("CORS rules in force for app, version "));
    }
  }

  @Test
  void aDocumentAboveHidesRulesBelowAndRulesAboveHideADocumentBelow() {
    ConfigSource packaged = source(list("whole", BASE), 100);
    ConfigSource store = source(Map.of("bucketcors.rules-document", DOCUMENT), 500);
    assertThat(origins("", packaged, store)).containsExactly("https://doc.example");

    ConfigSource document = source(Map.of("bucketcors.rules-document", DOCUMENT), 100);
    ConfigSource rules = source(list("whole", "https://a.example"), 500);
    assertThat(origins("", document, rules)).containsExactly("https://a.example");

    ConfigSource location = source(Map.of("bucketcors.rules-location", "/no/such/file"), 100);
    assertThat(origins("", location, store)).containsExactly("https://doc.example");
    assertThat(origins("", location, rules)).containsExactly("https://a.example");
  }

  @Test
  void twoWaysOfGivingRulesInOneSourceAreAnError() {
    Map<String, String> rulesAndDocument = new TreeMap<>(list("whole", "https://a.example"));
    rulesAndDocument.put("bucketcors.rules-document", DOCUMENT);
    Map<String, String> both =
        Map.of("bucketcors.rules-document", DOCUMENT, "bucketcors.rules-location", "/no/such/file");
    for (Map<String, String> values : List.of(rulesAndDocument, both)) {
      assertThat(codes(values)).contains("rules-and-document");
      assertThat(SmallRyeTest.problems("", source(values, 100)))
          .extracting(CorsProblem::code)
          .contains("rules-and-document");
    }
  }

  @Test
  void settingsOfARuleAboveADocumentContradictIt() {
    assertThat(
            SmallRyeTest.problems(
                "",
                source(Map.of("bucketcors.rules-document", DOCUMENT), 100),
                source(Map.of("bucketcors.rules[0].max-age-seconds", "5"), 300)))
        .extracting(CorsProblem::code)
        .containsExactly("rules-and-document");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "not a document", "{", "<CORSConfiguration>"})
  void aDocumentThatIsNoneIsAnErrorAndNeverGivesWayToLowerRules(String text) {
    Map<String, String> values = Map.of("bucketcors.rules-document", text);
    assertThat(codes(values)).isNotEmpty();
    assertThat(problems(values).get(0).message()).contains("bucketcors.rules-document");
    assertThat(SmallRyeTest.problems("", source(values, 350), source(list("whole", BASE), 100)))
        .isNotEmpty();
  }

  @Test
  void aDialectCountsFromTheLayerThatHasTheRules() {
    Map<String, String> rules = list("whole", "https://a.example");
    Map<String, String> dialect = Map.of("bucketcors.dialect", "s3");
    assertThat(dialect(source(rules, 100), source(dialect, 200))).isEqualTo(CorsDialect.S3);
    assertThat(dialect(source(both(rules, "", dialect), 100))).isEqualTo(CorsDialect.S3);
    assertThat(dialect(source(rules, 200), source(dialect, 100))).isEqualTo(CorsDialect.STANDARD);
    // A scalar of a rule in a higher source does not lift the rules up there.
    assertThat(
            dialect(
                source(both(rules, "", dialect), 100),
                source(Map.of("bucketcors.rules[0].max-age-seconds", "5"), 200)))
        .isEqualTo(CorsDialect.S3);
  }

  @Test
  void aDialectBelowInitParamsNeverLoosensThemAndIsToldOf() {
    ClassLoader loader =
        SmallRyeTest.registered("", source(Map.of("bucketcors.dialect", "s3"), 100));
    Map<String, String> strict = list("whole", "https://a.example");
    try (CorsPolicySource source =
        CorsPolicySources.builder()
            .settings(strict, "init-params")
            .classLoader(loader)
            .reload(Reload.NEVER)
            .build()) {
      assertThat(source.current().defaultBucket().dialect()).isEqualTo(CorsDialect.STANDARD);
      assertThat(LogOf.start(source).all())
          .anyMatch(line -> line.contains("[dialect-below-rules]"));
    }
  }

  @Test
  void initParamsThatReplaceRulesSaySo() {
    ClassLoader loader = SmallRyeTest.registered("", source(list("whole", BASE), 100));
    try (CorsPolicySource source =
        CorsPolicySources.builder()
            .settings(list("whole", "https://a.example"), "init-params")
            .classLoader(loader)
            .reload(Reload.NEVER)
            .build()) {
      assertThat(source.current().defaultBucket().rules().get(0).allowedOrigins())
          .containsExactly("https://a.example");
      assertThat(LogOf.start(source).all())
          .anyMatch(line -> line.contains("ordinal 100") && line.contains("replaced whole"));
    }
  }

  private static CorsDialect dialect(ConfigSource... sources) {
    try (CorsPolicySource source = SmallRyeTest.source("", sources)) {
      return source.current().defaultBucket().dialect();
    }
  }

  private static List<String> codes(Map<String, String> values) {
    return problems(values).stream().map(CorsProblem::code).toList();
  }

  private static List<CorsProblem> problems(Map<String, String> values) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            CorsConfigurationException.class, () -> CorsPolicySources.of(values))
        .problems();
  }

  private static List<String> origins(String profile, ConfigSource... sources) {
    return SmallRyeTest.rules(profile, sources).get(0).allowedOrigins();
  }

  private static Map<String, String> list(String form, String... origins) {
    Map<String, String> values = new TreeMap<>();
    values.put(METHODS, "GET");
    if (!form.equals("elements")) {
      values.put(ORIGINS, String.join(",", origins));
    }
    for (int i = 0; i < origins.length && !form.equals("whole"); i++) {
      values.put(ORIGINS + "[" + i + "]", origins[i]);
    }
    return values;
  }

  private static Map<String, String> both(
      Map<String, String> base, String prefix, Map<String, String> over) {
    Map<String, String> all = new TreeMap<>(base);
    over.forEach((name, value) -> all.put(prefix + name, value));
    return all;
  }

  private static Map<String, String> variables(Map<String, String> values) {
    Map<String, String> variables = new TreeMap<>();
    values.forEach((name, value) -> variables.put(PropertySource.environmentForm(name), value));
    return variables;
  }

  private static ConfigSource source(Map<String, String> values, int ordinal) {
    return ordinal == 300
        ? new io.smallrye.config.EnvConfigSource(values, 300)
        : new PropertiesConfigSource(values, "source of " + ordinal, ordinal);
  }
}
