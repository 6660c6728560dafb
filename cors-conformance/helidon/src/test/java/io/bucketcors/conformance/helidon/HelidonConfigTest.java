package io.bucketcors.conformance.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsProblem;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules through the reader of Helidon, the only implementation on this class path. */
class HelidonConfigTest {
  /** Of this test alone, since a configuration belongs to a class loader. */
  private final URLClassLoader loader =
      new URLClassLoader(new URL[0], HelidonConfigTest.class.getClassLoader());

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @BeforeEach
  void enter() {
    thread.setContextClassLoader(loader);
  }

  @AfterEach
  void leave() throws IOException {
    thread.setContextClassLoader(before);
    loader.close();
  }

  @Test
  void keepsTheOrderOfElevenRulesThatASourceListsShuffled() {
    Map<String, String> shuffled = new LinkedHashMap<>();
    for (int index : new int[] {10, 2, 7, 1, 9, 0, 4, 8, 3, 6, 5}) {
      shuffled.put(
          "bucketcors.rules[" + index + "].allowed-origins", "https://r" + index + ".example");
      shuffled.put("bucketcors.rules[" + index + "].allowed-methods", "GET, HEAD");
    }

    assertThat(rules(shuffled))
        .containsExactly(
            "[https://r0.example] [GET, HEAD] []",
            "[https://r1.example] [GET, HEAD] []",
            "[https://r2.example] [GET, HEAD] []",
            "[https://r3.example] [GET, HEAD] []",
            "[https://r4.example] [GET, HEAD] []",
            "[https://r5.example] [GET, HEAD] []",
            "[https://r6.example] [GET, HEAD] []",
            "[https://r7.example] [GET, HEAD] []",
            "[https://r8.example] [GET, HEAD] []",
            "[https://r9.example] [GET, HEAD] []",
            "[https://r10.example] [GET, HEAD] []");
  }

  @Test
  void takesAnEmptyValueAsEmptyThoughALowerSourceHasOne() {
    assertThat(
            rules(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "*",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD",
                    "bucketcors.rules[0].expose-headers", "ETag",
                    "high:bucketcors.rules[0].expose-headers", "")))
        .containsExactly("[*] [GET, HEAD] []");
  }

  @Test
  void readsTheVariablesThatTheBuildSets() {
    assertThat(
            rules(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "*",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD",
                    "environment:", "")))
        .containsExactly("[*] [PUT] [ETag]");
  }

  @Test
  void refusesWhatDoesNotResolve() {
    assertThat(
            rules(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "${nope}",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD")))
        .containsExactly("expression-unresolved bucketcors.rules[0].allowed-origins");
  }

  @Test
  void ignoresInactiveProfiles() {
    assertThat(
            rules(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "*",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD",
                    "%dev.bucketcors.rules[0].allowed-methods", "PUT",
                    "%dev.bucketcors.rules[7].allowed-methods", "PUT")))
        .containsExactly("[*] [GET, HEAD] []");
  }

  /**
   * What the rules are, or the errors in them. Keys may be those of a second, higher source {@code
   * high:}; a key {@code environment:} adds the environment.
   */
  private List<String> rules(Map<String, String> values) {
    ConfigBuilder builder =
        ConfigProviderResolver.instance()
            .getBuilder()
            .withSources(
                new Source("low", 100, part(values, "")),
                new Source("high", 500, part(values, "high:")));
    if (values.containsKey("environment:")) {
      builder.addDefaultSources();
    }
    Config config = builder.build();
    assertThat(config.getClass().getName()).startsWith("io.helidon.");
    ConfigProviderResolver.instance().registerConfig(config, loader);
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder().classLoader(loader).reload(Reload.NEVER).build()) {
      return source.current().defaultBucket().rules().stream()
          .map(
              rule ->
                  rule.allowedOrigins() + " " + rule.allowedMethods() + " " + rule.exposeHeaders())
          .toList();
    } catch (CorsConfigurationException e) {
      return e.problems().stream()
          .filter(CorsProblem::isError)
          .map(problem -> problem.code() + " " + problem.location().property())
          .toList();
    }
  }

  private static Map<String, String> part(Map<String, String> values, String prefix) {
    Map<String, String> part = new HashMap<>();
    values.forEach(
        (key, value) -> {
          int colon = key.indexOf(':') + 1;
          if (key.substring(0, colon).equals(prefix)) {
            part.put(key.substring(colon), value);
          }
        });
    return part;
  }

  private record Source(String name, int ordinal, Map<String, String> values)
      implements ConfigSource {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getOrdinal() {
      return ordinal;
    }

    @Override
    public Set<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public @Nullable String getValue(String key) {
      return values.get(key);
    }
  }
}
