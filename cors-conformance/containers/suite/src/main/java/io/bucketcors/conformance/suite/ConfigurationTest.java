package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.RawHttp;
import io.bucketcors.conformance.RawResponse;
import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.app.TestApp;
import jakarta.servlet.ServletException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The filter by class name, in a container without an implementation of MicroProfile Config. */
@ExtendWith(Servers.Extension.class)
class ConfigurationTest {
  private static final String RELOAD = "bucketcors.reload-interval";

  private final Servers servers;

  ConfigurationTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse get(Map<String, String> initParameters) throws Exception {
    try (Container.Running running =
        servers.container().start(TestApp.configuredBy(initParameters), false)) {
      return new RawHttp(running.port())
          .send(
              """
              GET /do/ok HTTP/1.1
              Origin: https://app.example
              """);
    }
  }

  @Test
  void takesRulesFromInitParametersAlone() throws Exception {
    RawResponse answer =
        get(
            Map.of(
                "bucketcors.rules[0].allowed-origins",
                "https://app.example",
                "bucketcors.rules[0].allowed-methods",
                "GET",
                RELOAD,
                "PT0S"));
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    servers.table().cell("rules from init-params alone", "in force");
  }

  @Test
  void takesRulesFromADocumentAlone(@TempDir Path folder) throws Exception {
    Path xml = folder.resolve("cors.xml");
    Files.writeString(
        xml,
        """
        <CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin>
        <AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>
        """);
    RawResponse answer =
        get(Map.of("bucketcors.rules-location", xml.toUri().toString(), RELOAD, "PT0S"));
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    servers.table().cell("rules from a document alone", "in force");
  }

  @Test
  void saysOnceWhatToAddWhereThereIsNothingToReadRulesFrom() throws Exception {
    List<String> said = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord message) {
            said.add(message.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.bucketcors");
    logger.addHandler(handler);
    try {
      RawResponse answer = get(Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).doesNotContainKeys("Vary", "Access-Control-Allow-Origin");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(said)
        .singleElement()
        .asString()
        .contains("smallrye-config", "init-params", "bucketcors.rules-location");
    servers.table().cell("neither rules nor an implementation", "untouched, one message");
  }

  @Test
  void refusesToStartOnBadRules() throws Exception {
    Map<String, String> bad =
        Map.of("bucketcors.rules[0].allowed-origins", "https://app.example/", RELOAD, "often");
    String seen = "the app does not start";
    try {
      // Undertow makes filters at the first request that needs them, unless told otherwise.
      RawResponse answer = get(bad);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
      seen = "every request fails";
    } catch (IllegalStateException | ServletException refused) {
      assertThat(refused).isNotNull();
    }
    servers.table().cell("bad rules", seen);
  }

  @Test
  void endsItsThreadWithTheApp() throws Exception {
    get(
        Map.of(
            "bucketcors.rules[0].allowed-origins",
            "https://app.example",
            "bucketcors.rules[0].allowed-methods",
            "GET",
            RELOAD,
            "PT1S"));
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("bucketcors"));
    servers.table().cell("threads left after the app has stopped", "none");
  }
}
