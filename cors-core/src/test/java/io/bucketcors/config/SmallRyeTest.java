package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** MicroProfile Config as SmallRye implements it. */
class SmallRyeTest {
  private static final String RULE =
      """
      bucketcors.rules[0].allowed-origins=https://a.example
      bucketcors.rules[0].allowed-methods=GET
      """;

  @Test
  void readsProperties() {
    assertThat(rules(properties(RULE)))
        .containsExactly(CorsRule.allow("https://a.example").methods("GET").build());
  }

  @Test
  void keepsTheOrderOfElevenRulesThatASourceListsShuffled() {
    Map<String, String> shuffled = new LinkedHashMap<>();
    for (int index : new int[] {10, 2, 7, 1, 9, 0, 4, 8, 3, 6, 5}) {
      shuffled.put(
          "bucketcors.rules[" + index + "].allowed-origins", "https://r" + index + ".example");
      shuffled.put("bucketcors.rules[" + index + "].allowed-methods", "GET");
    }

    assertThat(rules(new PropertiesConfigSource(shuffled, "shuffled", 100)))
        .extracting(rule -> rule.allowedOrigins().get(0))
        .containsExactly(
            "https://r0.example",
            "https://r1.example",
            "https://r2.example",
            "https://r3.example",
            "https://r4.example",
            "https://r5.example",
            "https://r6.example",
            "https://r7.example",
            "https://r8.example",
            "https://r9.example",
            "https://r10.example");
  }

  @Test
  void readsYaml() throws IOException {
    String yaml =
        """
        bucketcors:
          rules:
            - allowed-origins: ["https://a.example", "https://b.example"]
              allowed-methods: [GET, PUT]
              max-age-seconds: 5
            - allowed-origins: "*"
              allowed-methods: GET
          buckets:
            files:
              paths: /files/*
              dialect: s3
        """;

    CorsPolicies policies = policies(new YamlConfigSource("app.yaml", yaml, 110));

    assertThat(policies.defaultBucket().rules())
        .containsExactly(
            CorsRule.allow("https://a.example", "https://b.example")
                .methods("GET", "PUT")
                .maxAgeSeconds(5)
                .build(),
            CorsRule.allow("*").methods("GET").build());
    assertThat(policies.forPath("/files/x").bucket()).isEqualTo("files");
  }

  @Test
  void readsTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "BUCKETCORS_RULES_0__ALLOWED_ORIGINS", "https://a.example, https://b.example",
            "BUCKETCORS_RULES_0__ALLOWED_METHODS_0_", "GET",
            "BUCKETCORS_RULES_0__ALLOWED_METHODS_1_", "PUT",
            "BUCKETCORS_PREFLIGHT_STATUS", "200",
            "BUCKETCORS_BUCKETS_FILES_PATHS", "/files/*",
            "BUCKETCORS_BUCKETS_FILES_RULES_0__ALLOWED_ORIGINS", "*",
            "BUCKETCORS_BUCKETS_FILES_RULES_0__ALLOWED_METHODS", "GET");

    CorsPolicies policies = policies(new EnvConfigSource(environment, 300));

    assertThat(policies.defaultBucket().rules())
        .containsExactly(
            CorsRule.allow("https://a.example", "https://b.example").methods("GET", "PUT").build());
    assertThat(policies.forPath("/files/x").rules()).hasSize(1);
  }

  @Test
  void theEnvironmentOverridesPropertiesAndMayEmptyThem() {
    Map<String, String> environment =
        Map.of(
            "BUCKETCORS_RULES_0__ALLOWED_METHODS", "PUT",
            "BUCKETCORS_RULES_0__EXPOSE_HEADERS", "");

    assertThat(
            rules(
                properties(RULE + "bucketcors.rules[0].expose-headers=ETag\n"),
                new EnvConfigSource(environment, 300)))
        .containsExactly(CorsRule.allow("https://a.example").methods("PUT").build());
  }

  @Test
  void warnsOfVariablesThatOthersSet() {
    Map<String, String> kubernetes =
        Map.of(
            "BUCKETCORS_SERVICE_HOST", "10.0.0.1",
            "BUCKETCORS_PORT_80_TCP_ADDR", "10.0.0.1",
            "BUCKETCORS_PORT", "tcp://10.0.0.1:80");

    try (ReloadableCorsPolicies source =
        source("", properties(RULE), new EnvConfigSource(kubernetes, 300))) {
      LogOf log = LogOf.start(source);
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
      assertThat(log.at(Level.WARNING)).hasSize(1);
      assertThat(log.at(Level.WARNING).get(0))
          .contains(
              "BUCKETCORS_SERVICE_HOST",
              "BUCKETCORS_PORT_80_TCP_ADDR",
              "BUCKETCORS_PORT (EnvConfig");
    }
  }

  @Test
  void readsSystemProperties() {
    System.setProperty("bucketcors.rules[0].allowed-methods", "DELETE");
    try {
      assertThat(rules(properties(RULE), new SysPropConfigSource()))
          .extracting(CorsRule::allowedMethods)
          .containsExactly(List.of("DELETE"));
    } finally {
      System.clearProperty("bucketcors.rules[0].allowed-methods");
    }
  }

  @Test
  void readsTheActiveProfileAndIgnoresOthers() {
    String profiles =
        RULE
            + """
            %dev.bucketcors.rules[1].allowed-origins=http://localhost:*
            %dev.bucketcors.rules[1].allowed-methods=GET
            %dev.bucketcors.rules[0].allowed-methods=PUT
            %prod.bucketcors.rules[7].allowed-origins=nonsense
            %prod.bucketcors.no-such-key=nonsense
            """;

    assertThat(rules("dev", properties(profiles)))
        .containsExactly(
            CorsRule.allow("https://a.example").methods("PUT").build(),
            CorsRule.allow("http://localhost:*").methods("GET").build());
    assertThat(rules(properties(profiles))).hasSize(1);
    assertThat(problems("prod", properties(profiles)))
        .extracting(CorsProblem::code)
        .contains("unknown-key", "rule-missing");
  }

  @Test
  void resolvesExpressionsAndRefusesThoseThatDoNotResolve() {
    assertThat(
            rules(
                properties(
                    RULE.replace("https://a.example", "${app.origin}")
                        + "app.origin=https://x.example\n")))
        .extracting(CorsRule::allowedOrigins)
        .containsExactly(List.of("https://x.example"));

    List<CorsProblem> problems =
        problems("", properties(RULE.replace("https://a.example", "${nope}")));
    assertThat(problems).extracting(CorsProblem::code).containsExactly("expression-unresolved");
    assertThat(problems.get(0).message())
        .contains(
            "bucketcors.rules[0].allowed-origins", "test.properties", "ordinal 100", "${nope}");
  }

  @Test
  void ofBothFormsOfAListTheHigherSourceWins() {
    ConfigSource low = properties(RULE + "bucketcors.rules[0].allowed-methods[0]=GET\n");
    ConfigSource high =
        new PropertiesConfigSource(
            Map.of("bucketcors.rules[0].allowed-methods", "PUT,DELETE"), "high", 200);

    assertThat(rules(low, high))
        .extracting(CorsRule::allowedMethods)
        .containsExactly(List.of("PUT", "DELETE"));
  }

  @Test
  void aShorterYamlListReplacesALongerOneWhole() throws IOException {
    String yaml = "bucketcors: {rules: [{allowed-methods: [%s], allowed-origins: ['*']}]}";

    assertThat(
            rules(
                new YamlConfigSource("low.yaml", yaml.formatted("GET, PUT, DELETE"), 110),
                new YamlConfigSource("high.yaml", yaml.formatted("GET, HEAD"), 120)))
        .extracting(CorsRule::allowedMethods)
        .containsExactly(List.of("GET", "HEAD"));
  }

  @Test
  void refusesTwoFormsThatDifferInOneSource() {
    assertThat(problems("", properties(RULE + "bucketcors.rules[0].allowed-methods[0]=PUT\n")))
        .filteredOn(CorsProblem::isError)
        .extracting(CorsProblem::code)
        .containsExactly("list-forms-differ");
  }

  @Test
  void refusesAMisspeltKeyAndNamesTheNearest() {
    List<CorsProblem> problems =
        problems("", properties(RULE.replace("allowed-methods", "allowed.methods")));

    assertThat(problems).extracting(CorsProblem::code).containsExactly("unknown-key");
    assertThat(problems.get(0).message())
        .contains("bucketcors.rules[0].allowed.methods", "bucketcors.rules[0].allowed-methods");
  }

  static ConfigSource properties(String text) {
    return properties("test.properties", text);
  }

  static ConfigSource properties(String name, String text) {
    return new PropertiesConfigSource(MapSourceTest.map(text), name, 100);
  }

  static List<CorsRule> rules(ConfigSource... sources) {
    return policies(sources).defaultBucket().rules();
  }

  static List<CorsRule> rules(String profile, ConfigSource... sources) {
    return source(profile, sources).current().defaultBucket().rules();
  }

  static CorsPolicies policies(ConfigSource... sources) {
    return source("", sources).current();
  }

  static List<CorsProblem> problems(String profile, ConfigSource... sources) {
    return catchThrowableOfType(CorsConfigurationException.class, () -> source(profile, sources))
        .problems();
  }

  static ReloadableCorsPolicies source(String profile, ConfigSource... sources) {
    ClassLoader loader = registered(profile, sources);
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    try {
      return CorsPolicySources.builder().classLoader(loader).reload(Reload.NEVER).build();
    } finally {
      resolver.releaseConfig(resolver.getConfig(loader));
    }
  }

  /** A class loader whose config has the given sources alone. */
  static ClassLoader registered(String profile, ConfigSource... sources) {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultInterceptors();
    if (!profile.isEmpty()) {
      builder.withProfile(profile);
    }
    Config config = builder.withSources(sources).build();
    ClassLoader loader = new URLClassLoader(new URL[0], SmallRyeTest.class.getClassLoader());
    ConfigProviderResolver.instance().registerConfig(config, loader);
    return loader;
  }
}
