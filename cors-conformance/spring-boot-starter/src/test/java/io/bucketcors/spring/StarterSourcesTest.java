package io.bucketcors.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rules from several places at once: a file, the file of a profile, the environment and the command
 * line.
 */
class StarterSourcesTest {
  private static final List<Place> PLACES = List.of(Place.values());

  @TempDir private Path folder;

  /** Where Spring Boot reads properties; a later one counts more. */
  private enum Place {
    FILE,
    PROFILE,
    ENVIRONMENT,
    COMMAND_LINE
  }

  /** Two ways to write a list. */
  private enum Form {
    LIST {
      @Override
      Map<String, String> write(String key, List<String> values) {
        Map<String, String> written = new HashMap<>();
        IntStream.range(0, values.size())
            .forEach(i -> written.put(key + "[" + i + "]", values.get(i)));
        return written;
      }
    },
    SCALAR {
      @Override
      Map<String, String> write(String key, List<String> values) {
        return Map.of(key, String.join(",", values));
      }
    };

    abstract Map<String, String> write(String key, List<String> values);
  }

  /** The name of an environment variable as the documentation of Spring Boot forms it. */
  private static String springVariable(String key) {
    return key.replace("-", "").replaceAll("[.\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT);
  }

  /** As above, with a dash kept as an underscore, which Spring Boot also reads. */
  private static String dashedVariable(String key) {
    return springVariable(key.replace('-', '_'));
  }

  /** The name of an environment variable as MicroProfile Config forms it. */
  private static String microProfileVariable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private ConfigurableApplicationContext start(Map<Place, Map<String, String>> settings)
      throws IOException {
    return start(settings, StarterSourcesTest::springVariable);
  }

  private ConfigurableApplicationContext start(
      Map<Place, Map<String, String>> settings, Function<String, String> variable)
      throws IOException {
    write("application.properties", settings.getOrDefault(Place.FILE, Map.of()));
    write("application-prod.properties", settings.getOrDefault(Place.PROFILE, Map.of()));
    Map<String, Object> variables = new HashMap<>();
    settings
        .getOrDefault(Place.ENVIRONMENT, Map.of())
        .forEach((key, value) -> variables.put(variable.apply(key), value));
    List<String> arguments = new ArrayList<>();
    settings
        .getOrDefault(Place.COMMAND_LINE, Map.of())
        .forEach((key, value) -> arguments.add("--" + key + "=" + value));
    return run(variables, arguments);
  }

  private void write(String file, Map<String, String> settings) throws IOException {
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + "=" + value));
    Files.write(folder.resolve(file), lines);
  }

  /** As the auto-configuration makes them, in an application that starts no server. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(BucketCorsProperties.class)
  static class Rules {
    @Bean
    CorsPolicySource rules(
        ObjectProvider<BucketCorsProperties> properties, Environment environment) {
      return new BucketCorsAutoConfiguration().bucketCorsRules(properties, environment);
    }
  }

  private ConfigurableApplicationContext run(
      Map<String, Object> variables, List<String> arguments) {
    String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, variables));
    SpringApplication spring = new SpringApplication(Rules.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setBannerMode(Banner.Mode.OFF);
    spring.setEnvironment(environment);
    spring.setAdditionalProfiles("prod");
    spring.setDefaultProperties(
        Map.of(
            "spring.config.location",
            folder.toUri().toString(),
            "logging.threshold.console",
            "off"));
    return spring.run(arguments.toArray(String[]::new));
  }

  private static CorsPolicies rules(ConfigurableApplicationContext context) {
    return context.getBean(CorsPolicySource.class).current();
  }

  private static Map<String, String> rule(int index, Form form, List<String> origins) {
    String rule = "bucketcors.rules[" + index + "].";
    Map<String, String> settings = new HashMap<>(form.write(rule + "allowed-origins", origins));
    settings.put(rule + "allowed-methods", "GET");
    return settings;
  }

  private static List<String> origins(Place place, int count) {
    String host = place.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return IntStream.range(0, count).mapToObj(i -> "https://" + host + i + ".example").toList();
  }

  static Stream<Arguments> pairs() {
    return PLACES.stream()
        .flatMap(
            lower ->
                PLACES.stream()
                    .filter(higher -> higher.compareTo(lower) > 0)
                    .flatMap(
                        higher ->
                            Stream.of(Form.values())
                                .flatMap(
                                    below ->
                                        Stream.of(Form.values())
                                            .flatMap(
                                                above ->
                                                    Stream.of(1, 2, 3)
                                                        .map(
                                                            count ->
                                                                Arguments.of(
                                                                    lower, below, higher, above,
                                                                    count))))));
  }

  @ParameterizedTest(name = "{0} as {1} below {2} as {3} of {4}")
  @MethodSource("pairs")
  void aListComesWholeFromThePlaceThatCountsMost(
      Place lower, Form below, Place higher, Form above, int count) throws Exception {
    List<String> expected = origins(higher, count);
    Map<Place, Map<String, String>> settings =
        Map.of(
            lower, rule(0, below, origins(lower, 2)),
            higher, rule(0, above, expected));
    try (ConfigurableApplicationContext context = start(settings)) {
      assertThat(rules(context).defaultBucket().rules())
          .singleElement()
          .extracting(CorsRule::allowedOrigins)
          .isEqualTo(expected);
    }
  }

  static Stream<Arguments> pairsOfRules() {
    return PLACES.stream()
        .flatMap(
            lower ->
                PLACES.stream()
                    .filter(higher -> higher.compareTo(lower) > 0)
                    .flatMap(
                        higher ->
                            Stream.of(1, 2, 12).map(count -> Arguments.of(lower, higher, count))));
  }

  @ParameterizedTest(name = "{0} below {1} with {2} rules")
  @MethodSource("pairsOfRules")
  void theListOfRulesComesWholeFromThePlaceThatCountsMost(Place lower, Place higher, int count)
      throws Exception {
    Map<String, String> below = new HashMap<>(rule(0, Form.LIST, origins(lower, 2)));
    below.put("bucketcors.rules[0].allow-credentials", "true");
    below.putAll(rule(1, Form.SCALAR, List.of("*")));
    Map<String, String> above = new HashMap<>();
    List<List<String>> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(List.of("https://rule" + i + ".example"));
      above.putAll(rule(i, Form.LIST, expected.get(i)));
    }
    try (ConfigurableApplicationContext context = start(Map.of(lower, below, higher, above))) {
      List<CorsRule> rules = rules(context).defaultBucket().rules();
      assertThat(rules).extracting(CorsRule::allowedOrigins).isEqualTo(expected);
      assertThat(rules).noneMatch(CorsRule::allowCredentials);
    }
  }

  @Test
  void ofAllFourPlacesTheCommandLineCountsMost() throws Exception {
    Map<Place, Map<String, String>> settings = new HashMap<>();
    for (Place place : PLACES) {
      settings.put(place, rule(0, Form.LIST, origins(place, 4 - place.ordinal())));
    }
    try (ConfigurableApplicationContext context = start(settings)) {
      assertThat(rules(context).defaultBucket().rules())
          .singleElement()
          .extracting(CorsRule::allowedOrigins)
          .isEqualTo(List.of("https://command-line0.example"));
    }
  }

  /** Spring's strict binding takes the rules below an empty list for misspelt keys. */
  @Test
  void aProfileTakesAllRulesAwayByTheSwitchAndNotByAnEmptyList() throws Exception {
    Files.writeString(
        folder.resolve("application.yaml"),
        """
        bucketcors:
          rules:
            - allowed-origins: [https://a.example, https://b.example]
              allowed-methods: GET
        """);
    Path profile = folder.resolve("application-prod.yaml");
    Files.writeString(profile, "bucketcors:\n  enabled: false\n");
    try (ConfigurableApplicationContext context = run(Map.of(), List.of())) {
      assertThat(rules(context).enabled()).isFalse();
    }
    Files.writeString(profile, "bucketcors:\n  rules: []\n");
    assertThatThrownBy(() -> run(Map.of(), List.of()).close())
        .rootCause()
        .isInstanceOf(UnboundConfigurationPropertiesException.class);
  }

  static Stream<Function<String, String>> spellings() {
    return Stream.of(StarterSourcesTest::springVariable, StarterSourcesTest::dashedVariable);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everySpellingOfAVariableIsRead(Function<String, String> variable) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(rule(0, Form.LIST, List.of("https://a.example", "https://b.example")));
    settings.put("bucketcors.rules[0].max-age-seconds", "60");
    settings.put("bucketcors.rules[0].id", "first, of one");
    settings.put("bucketcors.preflight-status", "200");
    settings.put("bucketcors.buckets.files.paths[0]", "/files/*");
    settings.put("bucketcors.buckets.files.rules[0].allowed-origins", "*");
    settings.put("bucketcors.buckets.files.rules[0].allowed-methods", "GET");
    settings.put("bucketcors.buckets.files.rules[0].expose-headers[0]", "ETag");
    try (ConfigurableApplicationContext context =
        start(Map.of(Place.ENVIRONMENT, settings), variable)) {
      CorsPolicies policies = rules(context);
      CorsRule first = policies.defaultBucket().rules().get(0);
      assertThat(first.allowedOrigins()).containsExactly("https://a.example", "https://b.example");
      assertThat(first.maxAgeSeconds()).hasValue(60);
      assertThat(first.id()).isEqualTo("first, of one");
      CorsRule file = policies.forPath("/files/x").rules().get(0);
      assertThat(file.exposeHeaders()).containsExactly("ETag");
    }
  }

  /** Spring does not read it, so what it is meant to take back would stay granted. */
  @Test
  void aVariableAsMicroProfileSpellsItIsRefusedWithSpringsSpelling() {
    Map<String, String> settings = rule(0, Form.SCALAR, List.of("https://a.example"));
    assertThatThrownBy(
            () ->
                start(Map.of(Place.ENVIRONMENT, settings), StarterSourcesTest::microProfileVariable)
                    .close())
        .rootCause()
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("BUCKETCORS_RULES_0__ALLOWED_ORIGINS")
        .hasMessageContaining("write BUCKETCORS_RULES_0_ALLOWEDORIGINS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucketcors.rules[0].allowed-orgins",
        "bucketcors.rules[0].allowed.origins",
        "bucketcors.allowed-origins",
        "bucketcors.bucket.files.paths"
      })
  void anUnknownKeyIsRefused(String key) {
    Map<String, String> settings = new HashMap<>(rule(0, Form.LIST, List.of("https://a.example")));
    settings.put(key, "https://b.example");
    for (Place place : List.of(Place.FILE, Place.PROFILE, Place.COMMAND_LINE)) {
      assertThatThrownBy(() -> start(Map.of(place, settings)).close())
          .as("%s", place)
          .rootCause()
          .isInstanceOf(UnboundConfigurationPropertiesException.class)
          .hasMessageContaining(key);
    }
  }

  /** Kubernetes sets such variables for a service named bucketcors. */
  @Test
  void aVariableOfOthersIsNoMistake() throws Exception {
    Map<String, Object> variables = Map.of("BUCKETCORS_SERVICE_HOST", "10.0.0.1");
    write("application.properties", rule(0, Form.LIST, List.of("https://a.example")));
    try (ConfigurableApplicationContext context = run(variables, List.of())) {
      assertThat(rules(context).defaultBucket().rules()).hasSize(1);
    }
  }

  /** Half a rule would have to be mixed with the half of another place. */
  @Test
  void halfARuleIsRefusedNotMixed() {
    Map<Place, Map<String, String>> settings =
        Map.of(
            Place.FILE,
            rule(0, Form.LIST, List.of("https://a.example")),
            Place.ENVIRONMENT,
            Map.of("bucketcors.rules[0].allowed-origins", "https://b.example"));
    assertThatThrownBy(() -> start(settings).close())
        .rootCause()
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("bucketcors.rules[0].allowed-methods");
  }

  /** What is not part of a rule is taken key by key. */
  @Test
  void otherSettingsAreTakenOneByOne() throws Exception {
    Map<String, String> file = new HashMap<>(rule(0, Form.LIST, List.of("https://a.example")));
    file.put("bucketcors.enabled", "true");
    Map<Place, Map<String, String>> settings =
        Map.of(Place.FILE, file, Place.COMMAND_LINE, Map.of("bucketcors.enabled", "false"));
    try (ConfigurableApplicationContext context = start(settings)) {
      assertThat(rules(context).enabled()).isFalse();
    }
  }

  /** So that the environment can give one list without a whole rule around it. */
  @Test
  void aPlaceholderLeavesOneValueToTheEnvironment() throws Exception {
    write(
        "application.properties",
        rule(0, Form.SCALAR, List.of("${FRONTENDS:https://app.example}")));
    Map<String, Object> set = Map.of("FRONTENDS", "https://a.example,https://b.example");
    try (ConfigurableApplicationContext byDefault = run(Map.of(), List.of());
        ConfigurableApplicationContext overridden = run(set, List.of())) {
      assertThat(rules(byDefault).defaultBucket().rules().get(0).allowedOrigins())
          .containsExactly("https://app.example");
      assertThat(rules(overridden).defaultBucket().rules().get(0).allowedOrigins())
          .containsExactly("https://a.example", "https://b.example");
    }
  }

  @Test
  void aPlaceholderOfNothingIsRefused() {
    assertThatThrownBy(
            () -> start(Map.of(Place.FILE, rule(0, Form.LIST, List.of("${nope}")))).close())
        .rootCause()
        .hasMessageContaining("nope");
  }
}
