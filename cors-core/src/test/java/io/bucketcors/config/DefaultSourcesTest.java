package io.bucketcors.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsField;
import io.bucketcors.CorsProblem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without an implementation of MicroProfile Config its three default sources are read directly. */
class DefaultSourcesTest {
  private static final String ORIGINS = "bucketcors.rules[0].allowed-origins";

  @TempDir Path folder;

  @AfterEach
  void clear() {
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith("bucketcors.") || name.startsWith("%dev.bucketcors.")) {
                System.clearProperty(name);
              }
            });
  }

  private Loader.Loaded load(String... lines) throws IOException {
    return loader(lines).compile(null);
  }

  private Loader.Draft loader(String... lines) throws IOException {
    Path file = folder.resolve("META-INF/microprofile-config.properties");
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    URLClassLoader classes =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    return new PropertyLoader(List.of(new DefaultSources(classes)), classes, false).read();
  }

  private static List<String> origins(Loader.Loaded loaded) {
    assertThat(loaded.problems()).filteredOn(CorsProblem::isError).isEmpty();
    return requireNonNull(loaded.policies()).defaultBucket().rules().get(0).allowedOrigins();
  }

  @Test
  void readsTheFileOfTheApp() throws IOException {
    Loader.Loaded loaded =
        load(
            ORIGINS + " = https://a.example, https://b.example",
            "bucketcors.rules[0].allowed-methods = GET",
            "bucketcors.rules[0].id = caf\u00e9",
            "other.key = ${ignored}");
    assertThat(origins(loaded)).containsExactly("https://a.example", "https://b.example");
    assertThat(requireNonNull(loaded.policies()).defaultBucket().rules().get(0).id())
        .isEqualTo("caf\u00e9");
    assertThat(loaded.finder().find("default", 0, CorsField.ALLOWED_ORIGINS, 0).source())
        .contains("META-INF/microprofile-config.properties", "ordinal 100");
  }

  @Test
  void systemPropertiesCountMoreAndTheirListsComeWhole() throws IOException {
    String[] file = {
      ORIGINS + "[0] = http://localhost:4200",
      ORIGINS + "[1] = https://b.example",
      "bucketcors.rules[0].allowed-methods = GET",
      "bucketcors.rules[0].max-age-seconds = 7"
    };
    System.setProperty(ORIGINS + "[0]", "https://prod.example");
    Loader.Loaded loaded = load(file);
    assertThat(origins(loaded)).containsExactly("https://prod.example");
    assertThat(requireNonNull(loaded.policies()).defaultBucket().rules().get(0).maxAgeSeconds())
        .hasValue(7);
  }

  @Test
  void anOrdinalInTheFileLiftsIt() throws IOException {
    System.setProperty(ORIGINS, "https://system.example");
    assertThat(
            origins(
                load(
                    "config_ordinal = 500",
                    ORIGINS + " = https://file.example",
                    "bucketcors.rules[0].allowed-methods = GET")))
        .containsExactly("https://file.example");
  }

  /** The build sets BUCKETCORS_BUCKETS_FROMENV_… for this. */
  @Test
  void readsTheEnvironment() {
    PropertyTable.Builder table = new PropertyTable.Builder();
    PropertySource.addAll(
        Map.of("BUCKETCORS_RULES_0__ALLOWED_ORIGINS", "https://env.example"), "env", 1, table);
    assertThat(table.build().values().keySet())
        .extracting(PropertyName::text)
        .containsExactly(ORIGINS);
  }

  @Test
  void expressionsAndProfilesAreErrorsThatSayWhatToAdd() throws IOException {
    Loader.Loaded loaded =
        load(
            ORIGINS + " = https://${host}",
            "bucketcors.rules[0].allowed-methods = GET",
            "%prod.bucketcors.rules[0].allowed-methods = PUT",
            "%dev.other.key = 1");
    assertThat(loaded.policies()).isNull();
    assertThat(loaded.problems())
        .extracting(CorsProblem::code)
        .containsExactlyInAnyOrder("expression-unresolved", "profile-unsupported");
    assertThat(loaded.problems())
        .allMatch(problem -> problem.message().contains("io.smallrye.config:smallrye-config"));
  }

  @Test
  void aFileThatIsBrokenIsToldOf() throws IOException {
    Loader.Loaded good = load(ORIGINS + " = https://a.example");
    assertThat(good.problems()).extracting(CorsProblem::code).contains("allowed-methods-missing");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    io.bucketcors.CorsConfigurationException.class,
                    () -> load(ORIGINS + " = \\u12"))
                .problems())
        .extracting(CorsProblem::code)
        .containsExactly("source-unreadable");
  }

  @Test
  void aFileThatLosesItsRulesIsAnOutage() throws IOException {
    Loader.Draft before =
        loader(ORIGINS + " = https://a.example", "bucketcors.rules[0].allowed-methods = GET");
    Loader.Loaded good = before.compile(null);
    assertThat(good.origin().givers()).hasSize(1);
    Loader.Loaded again =
        new RulesCompiler(List.of(new PropertyTable.Builder().build()), Map.of(), false)
            .compile(good.policies(), good.origin().givers());
    assertThat(again.problems()).extracting(CorsProblem::code).containsExactly("rules-vanished");
    assertThat(Set.of()).isEmpty();
  }
}
