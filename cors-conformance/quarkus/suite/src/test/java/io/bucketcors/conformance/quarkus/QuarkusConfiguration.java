package io.bucketcors.conformance.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In the place of the suite's tests of configuration: rules are read by Quarkus' own reader. */
@ExtendWith(Servers.Extension.class)
class QuarkusConfiguration {
  private static final String GRANT = "Access-Control-Allow-Origin";

  private final Servers servers;

  QuarkusConfiguration(Servers servers) {
    this.servers = servers;
  }

  private static QuarkusApp start(Map<String, String> rules, Map<String, String> environment) {
    return QuarkusApp.start(Quarkus.folder("plain"), rules, environment);
  }

  private static RawResponse get(QuarkusApp application, String origin) {
    return new RawHttp(application.port())
        .send(
            """
            GET /do/ok HTTP/1.1
            Origin: %s
            """
                .formatted(origin));
  }

  /** A version of this build's own in between would test what no user of Quarkus has. */
  @Test
  void hasTheReaderThatQuarkusBrings() throws IOException {
    String name = "io.smallrye.config.smallrye-config-";
    try (Stream<Path> jars = Files.list(Quarkus.folder("plain").resolve("lib/main"))) {
      assertThat(
              jars.map(jar -> jar.getFileName().toString())
                  .filter(jar -> jar.startsWith(name))
                  .map(jar -> jar.replaceFirst("^\\D+", "")))
          .hasSizeGreaterThan(2)
          .containsOnly(System.getProperty("quarkus.reader") + ".jar");
    }
  }

  @Test
  void takesRulesFromADocumentAlone() {
    try (QuarkusApp application = start(TestApp.DOCUMENT.initParameters(), Map.of())) {
      assertThat(get(application, "https://app.example").lines(GRANT))
          .containsExactly("https://app.example");
    }
    servers.table().cell("rules from a document alone", "in force");
  }

  @Test
  void leavesTheAppAloneWhereThereAreNoRules() {
    try (QuarkusApp application = start(Map.of(), Map.of())) {
      RawResponse answer = get(application, "https://app.example");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).doesNotContainKeys("Vary", GRANT);
    }
    servers
        .table()
        .cell(
            "neither rules nor an implementation",
            "untouched; the server brings an implementation");
  }

  @Test
  void refusesToStartOnBadRules() {
    assertThatIllegalStateException()
        .isThrownBy(() -> start(TestApp.BAD_RULES.initParameters(), Map.of()).close())
        .withMessageContaining("remove the trailing slash")
        .withMessageContaining("often");
    servers.table().cell("bad rules", "the app does not start");
  }

  @Test
  void theEnvironmentIsAboveTheFile() {
    Map<String, String> other =
        Map.of("BUCKETCORS_RULES_0__ALLOWED_ORIGINS", "https://other.example");
    try (QuarkusApp application = start(TestApp.INIT_PARAMETERS.initParameters(), other)) {
      assertThat(get(application, "https://other.example").lines(GRANT))
          .containsExactly("https://other.example");
      assertThat(get(application, "https://app.example").headers()).doesNotContainKey(GRANT);
    }
  }

  @Test
  void endsWithItsThread() {
    QuarkusApp application = start(TestApp.RELOADED.initParameters(), Map.of());
    try (application) {
      assertThat(new RawHttp(application.port()).send("GET /probe/threads HTTP/1.0").body())
          .contains("bucketcors");
    }
    assertThat(application.endedByItself()).isTrue();
    servers.table().cell("threads left after the app has stopped", "none: the process ends");
  }

  /** No test can tell; so that the table says why. */
  @Test
  void saysWhatIsNotTested() {
    Map<String, String> cells = new HashMap<>();
    cells.put("rules from init-params alone", "not tested: web.xml is read when the app is built");
    cells.put("the WAR of examples/webxml", "not tested: Quarkus builds an app of its own");
    cells.put("the WAR of examples/jaxrs", "not tested: Quarkus builds an app of its own");
    cells.forEach(servers.table()::cell);
  }
}
