package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.monitor.CorsDeployment;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Core in a class loader of its own, beside which MicroProfile Config is missing, or part of it.
 */
class WithoutImplementationTest {
  private static final Map<String, String> RULES =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://a.example",
          "bucketcors.rules[0].allowed-methods", "GET,HEAD");

  @Test
  void readsSettingsWithoutTheApi() throws Exception {
    try (URLClassLoader loader = core()) {
      assertThat(toReport(loader, RULES).at(Level.INFO).get(0)).contains("https://a.example");
    }
  }

  @Test
  void readsSettingsWithTheApiAlone() throws Exception {
    try (URLClassLoader loader = core(location(ConfigProvider.class))) {
      assertThat(toReport(loader, RULES).at(Level.INFO).get(0)).contains("https://a.example");
    }
  }

  @Test
  void saysWhatToAddWhereThereAreNeitherRulesNorTheApi() throws Exception {
    try (URLClassLoader loader = core()) {
      saysWhatToAdd(loader);
    }
  }

  @Test
  void saysWhatToAddWhereThereAreNeitherRulesNorAnImplementation() throws Exception {
    try (URLClassLoader loader = core(location(ConfigProvider.class))) {
      saysWhatToAdd(loader);
    }
  }

  @Test
  void saysInOneLineThatAnAppWithoutRulesIsUntouched() {
    try (CorsPolicySource source = SmallRyeTest.source("")) {
      assertThat(source.current().defaultBucket().governs()).isFalse();
      LogOf log = LogOf.start(source);
      assertThat(log.at(Level.INFO))
          .containsExactly("There are no CORS rules, so the app is untouched.");
      assertThat(log.at(Level.WARNING)).isEmpty();
    }
  }

  private static void saysWhatToAdd(URLClassLoader loader) throws Exception {
    LogOf log = toReport(loader, Map.of());
    assertThat(log.at(Level.WARNING)).hasSize(1);
    assertThat(log.at(Level.WARNING).get(0))
        .contains(
            "no CORS rules",
            "system properties",
            "io.smallrye.config:smallrye-config",
            "init-params");
    assertThat(log.at(Level.INFO)).isEmpty();
  }

  /** Builds a source in the given loader, and returns what it logged. */
  private static LogOf toReport(URLClassLoader loader, Map<String, String> settings)
      throws ReflectiveOperationException {
    Class<?> builders = loader.loadClass(CorsPolicySources.Builder.class.getName());
    assertThat(builders.getClassLoader()).isSameAs(loader);
    Object builder =
        loader.loadClass(CorsPolicySources.class.getName()).getMethod("builder").invoke(null);
    builders.getMethod("classLoader", ClassLoader.class).invoke(builder, loader);
    builders.getMethod("settings", Map.class, String.class).invoke(builder, settings, "map");
    try (LogOf log = new LogOf()) {
      AutoCloseable source = (AutoCloseable) builders.getMethod("build").invoke(builder);
      Class<?> deployments = loader.loadClass(CorsDeployment.class.getName());
      AutoCloseable deployment =
          (AutoCloseable)
              deployments
                  .getMethod(
                      "start",
                      loader.loadClass(CorsPolicySource.class.getName()),
                      String.class,
                      ClassLoader.class)
                  .invoke(null, source, "app", loader);
      deployment.close();
      source.close();
      return log;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static URLClassLoader core(URL... more) throws IOException {
    List<URL> urls = new java.util.ArrayList<>(List.of(more));
    urls.add(location(CorsPolicySources.class));
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
