package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people bring along from other frameworks and file formats. */
class FrameworkWordsTest {

  @ParameterizedTest
  @CsvSource({
    "rules[0].origins, rules[0].allowed-origins",
    "rules[0].origin, rules[0].allowed-origins",
    "rules[2].allow-origins, rules[2].allowed-origins",
    "rules[0].allowedOrigins, rules[0].allowed-origins",
    "rules[0].allowedOriginPatterns, rules[0].allowed-origins",
    "rules[0].access-control-allow-origin, rules[0].allowed-origins",
    "rules[0].allowed-domains, rules[0].allowed-origins",
    "allowed-origins, rules[0].allowed-origins",
    "allowedOrigins, rules[0].allowed-origins",
    "cors.allowed.origins, rules[0].allowed-origins",
    "cors.allow-origins, rules[0].allowed-origins",
    "origins[1], rules[0].allowed-origins",
    "buckets.files.origins, buckets.files.rules[0].allowed-origins",
    "buckets.files.rules[3].methods, buckets.files.rules[3].allowed-methods",
    "rules[0].methods, rules[0].allowed-methods",
    "methods, rules[0].allowed-methods",
    "rules[0].allow-methods, rules[0].allowed-methods",
    "rules[0].http-methods, rules[0].allowed-methods",
    "rules[0].headers, rules[0].allowed-headers",
    "cors.headers, rules[0].allowed-headers",
    "rules[0].request-headers, rules[0].allowed-headers",
    "rules[0].exposed-headers, rules[0].expose-headers",
    "rules[0].exposedHeaders, rules[0].expose-headers",
    "exposed.headers, rules[0].expose-headers",
    "rules[0].access-control-expose-headers, rules[0].expose-headers",
    "rules[0].max-age, rules[0].max-age-seconds",
    "max-age, rules[0].max-age-seconds",
    "rules[0].maxAge, rules[0].max-age-seconds",
    "rules[0].access-control-max-age, rules[0].max-age-seconds",
    "cors.preflight.maxage, rules[0].max-age-seconds",
    "credentials, allow-credentials",
    "rules[1].credentials, rules[1].allow-credentials",
    "support-credentials, allow-credentials",
    "supports.credentials, allow-credentials",
    "rules[0].access-control-allow-credentials, rules[0].allow-credentials",
    "rules[0].name, rules[0].id",
    "enable, enabled",
    "cors.enabled, enabled",
    "buckets.files.path-patterns, buckets.files.paths",
    "buckets.files.path, buckets.files.paths",
    // Not a word of others, but a slip.
    "rules[0].allowd-orgins, rules[0].allowed-origins",
    "dialekt, dialect",
  })
  void leadToTheKeyOfTheSameMeaning(String written, String meant) {
    assertThat(problems(Map.of("bucketcors." + written, "x")))
        .filteredOn(problem -> problem.code().equals("unknown-key"))
        .extracting(CorsProblem::fix)
        .containsExactly("the nearest key is bucketcors." + meant);
  }

  @Test
  void areNotAlsoReportedAsMissing() {
    assertThat(
            problems(
                Map.of(
                    "bucketcors.rules[0].origins",
                    "*",
                    "bucketcors.rules[0].methods",
                    "GET",
                    "bucketcors.rules[0].max-age-seconds",
                    "5")))
        .extracting(CorsProblem::code)
        .containsExactly("unknown-key", "unknown-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"https://a.example\"| write https://a.example",
        "'https://a.example'| write https://a.example",
        "[https://a.example]| write https://a.example",
        "[\"https://a.example\", \"https://b.example\"]| write https://a.example,https://b.example",
        "\"https://a.example,https://b.example\"| write https://a.example,https://b.example",
        "\"https://a.example\",\"https://b.example\"| write https://a.example,https://b.example",
        "\"*\"| write *",
        "['*']| write *",
      })
  void listsInQuotesOrBracketsAreToldSoOnce(String value, String fix) {
    Map<String, String> keys = new HashMap<>(rule("https://a.example"));
    keys.put("bucketcors.rules[0].allowed-origins", value);
    assertThat(problems(keys))
        .extracting(problem -> problem.code() + ": " + problem.fix())
        .containsExactly("list-quoted: " + fix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example| origin-no-scheme| write https://app.example",
        "//app.example| origin-no-scheme| write https://app.example",
        "https://https://app.example| origin-scheme-twice| write https://app.example",
        "http://https://app.example| origin-scheme-twice| write https://app.example",
        "https:https://app.example| origin-scheme-twice| write https://app.example",
        "https://a.example;https://b.example| origin-several-values"
            + "| write each as a value of its own: https://a.example and https://b.example",
        "https://a.example https://b.example| origin-several-values"
            + "| write each as a value of its own: https://a.example and https://b.example",
        "https://a.example|https://b.example| origin-several-values| https://b.example",
        "https://a.examplehttps://b.example| origin-several-values"
            + "| write each as a value of its own: https://a.example and https://b.example",
        "https://a.example\u00a0| origin-white-space| write https://a.example",
        "\u200bhttps://a.example| origin-white-space| write https://a.example",
        "https://a\u00ad.example| origin-white-space| write https://a.example",
        "\u201chttps://a.example\u201d| origin-quoted| write https://a.example",
        "https| origin-no-host| list the origins you mean, such as https://app.example",
        "https://| origin-no-host| list the origins you mean",
        "<https://a.example>| origin-quoted| write https://a.example",
      })
  void originsSayWhatWasWrittenAroundThem(String row) {
    // The bar separates here, and is one of the things that people write.
    int fix = row.lastIndexOf("| ");
    int code = row.lastIndexOf("| ", fix - 1);
    Map<String, String> keys = new HashMap<>(rule(row.substring(0, code)));
    assertThat(problems(keys))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(row.substring(code + 1, fix).strip());
              assertThat(problem.fix()).contains(row.substring(fix + 1).strip());
            });
  }

  @Test
  void anEmptyListOfRulesInYamlMeansNoneOnPurpose() {
    assertThat(inForce(yaml("bucketcors: {rules: []}", 110))).isZero();
    assertThat(inForce(yaml("bucketcors: {buckets: {files: {rules: []}}}", 110))).isZero();
    assertThat(inForce(source(Map.of("bucketcors.rules", ""), 110))).isZero();
  }

  @Test
  void anEmptyListOfRulesHidesThoseOfLowerSources() {
    ConfigSource low = source(rule("https://a.example"), 110);
    assertThat(inForce(low)).isEqualTo(1);
    assertThat(inForce(low, yaml("bucketcors: {rules: []}", 120))).isZero();
    assertThat(
            inForce(source(rule("https://a.example"), 130), yaml("bucketcors: {rules: []}", 120)))
        .isEqualTo(1);
  }

  @Test
  void rulesThatAreNotNumberedAreToldHowTheyAreWritten() {
    assertThat(problems(Map.of("bucketcors.rules", "https://a.example")))
        .extracting(problem -> problem.code() + ": " + problem.fix())
        .containsExactly(
            "rules-not-numbered: write bucketcors.rules[0].allowed-origins and so on; empty it for no"
                + " rules on purpose");
    Map<String, String> both = new HashMap<>(rule("https://a.example"));
    both.put("bucketcors.rules", "");
    assertThat(problems(both)).extracting(CorsProblem::code).containsExactly("rules-and-none");
  }

  /** Rules that vanish are an outage, unless a source says that there are none. */
  @Test
  void anEmptyListTakesRulesOutAtAReload() {
    Map<String, String> values = new ConcurrentHashMap<>();
    values.putAll(rule("https://a.example"));
    try (ReloadableCorsPolicies policies = SmallRyeTest.source("", new Changing(values))) {
      assertThat(policies.current().defaultBucket().rules()).hasSize(1);
      values.clear();
      values.put("bucketcors.rules", "");
      assertThat(policies.reload()).isInstanceOf(CorsReload.Applied.class);
      assertThat(policies.current().defaultBucket().rules()).isEmpty();
    }
  }

  /** Half of all real documents list GET alone, and mean it. */
  @Test
  void getWithoutHeadIsANoteAtStartOfBucketDialectsOnly() {
    Map<String, String> keys = new HashMap<>(rule("https://a.example"));
    List<String> lines = new ArrayList<>();
    LogOf.start(CorsPolicySources.of(keys)).all().forEach(lines::add);
    assertThat(lines).noneMatch(line -> line.contains("HEAD is"));
    keys.put("bucketcors.dialect", "s3");
    LogOf.start(CorsPolicySources.of(keys)).all().forEach(lines::add);
    assertThat(lines)
        .filteredOn(line -> line.contains("HEAD is"))
        .singleElement()
        .asString()
        .contains("HEAD is not implied by GET", "bucket default rule 0");
    assertThat(lines).noneMatch(line -> line.contains("warnings"));
    keys.put("bucketcors.rules[0].allowed-methods", "GET,HEAD");
    LogOf.start(CorsPolicySources.of(keys)).all().forEach(lines::add);
    assertThat(lines).filteredOn(line -> line.contains("HEAD is")).hasSize(1);
  }

  @Test
  void aStarWithoutQuotesInYamlIsExplained() {
    RuntimeException thrown =
        catchThrowableOfType(
            RuntimeException.class,
            () ->
                new YamlConfigSource(
                    "app.yaml", "bucketcors:\n  rules:\n    - allowed-origins: *\n", 110));
    CorsProblem problem =
        Loader.unreadable("MicroProfile Config", Objects.requireNonNull(thrown)).problems().get(0);
    assertThat(problem.fix()).isEqualTo("in YAML write a * within quotes: \"*\"");
  }

  private record Changing(Map<String, String> values) implements ConfigSource {
    @Override
    public Set<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
      return values.get(name);
    }

    @Override
    public String getName() {
      return "changing";
    }
  }

  private static Map<String, String> rule(String origin) {
    return Map.of(
        "bucketcors.rules[0].allowed-origins",
        origin,
        "bucketcors.rules[0].allowed-methods",
        "GET");
  }

  private static List<CorsProblem> problems(Map<String, String> keys) {
    CorsConfigurationException refused =
        catchThrowableOfType(
            CorsConfigurationException.class, () -> CorsPolicySources.of(keys).close());
    return Objects.requireNonNull(refused, keys.toString()).problems();
  }

  private static ConfigSource yaml(String text, int ordinal) {
    return new YamlConfigSource("app.yaml", text, ordinal);
  }

  private static ConfigSource source(Map<String, String> values, int ordinal) {
    return new PropertiesConfigSource(values, "app.properties " + ordinal, ordinal);
  }

  private static int inForce(ConfigSource... sources) {
    return SmallRyeTest.policies(sources).defaultBucket().rules().size();
  }
}
