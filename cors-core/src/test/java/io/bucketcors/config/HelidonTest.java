package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** MicroProfile Config as Helidon implements it, in a class loader without SmallRye. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Helidon 4 needs Java 21")
class HelidonTest {
  private URLClassLoader loader;
  private Function<Map<String, String>, List<String>> probe;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void loadHelidon() throws Exception {
    loader = helidon();
    probe =
        (Function<Map<String, String>, List<String>>)
            loader.loadClass(HelidonProbe.class.getName()).getDeclaredConstructor().newInstance();
    assertThat(probe.getClass()).isNotSameAs(HelidonProbe.class);
  }

  @AfterEach
  void close() throws IOException {
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

    assertThat(probe.apply(shuffled))
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
            probe.apply(
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
            probe.apply(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "*",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD",
                    "environment:", "")))
        .containsExactly("[*] [PUT] [ETag]");
  }

  @Test
  void refusesWhatDoesNotResolve() {
    assertThat(
            probe.apply(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "${nope}",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD")))
        .containsExactly("expression-unresolved bucketcors.rules[0].allowed-origins");
  }

  @Test
  void ignoresInactiveProfiles() {
    assertThat(
            probe.apply(
                Map.of(
                    "bucketcors.rules[0].allowed-origins", "*",
                    "bucketcors.rules[0].allowed-methods", "GET,HEAD",
                    "%dev.bucketcors.rules[0].allowed-methods", "PUT",
                    "%dev.bucketcors.rules[7].allowed-methods", "PUT")))
        .containsExactly("[*] [GET, HEAD] []");
  }

  private static URLClassLoader helidon() throws IOException {
    List<URL> urls = new ArrayList<>();
    Path core = location(CorsPolicySources.class);
    for (Path path : List.of(core, location(HelidonProbe.class), location(ConfigProvider.class))) {
      urls.add(path.toUri().toURL());
    }
    try (Stream<Path> jars = Files.list(core.resolveSibling("helidon"))) {
      for (Path jar : jars.sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Path location(Class<?> type) throws MalformedURLException {
    URL url = type.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(url.toURI());
    } catch (java.net.URISyntaxException e) {
      throw new MalformedURLException(e.getMessage());
    }
  }
}
