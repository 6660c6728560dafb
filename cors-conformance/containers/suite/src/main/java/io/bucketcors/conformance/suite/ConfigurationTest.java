package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.LogCapture;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The filter by class name; embedded containers have no implementation of MicroProfile Config. */
@ExtendWith(Servers.Extension.class)
class ConfigurationTest {
  private static final int STOP_SECONDS = 30;

  private final Servers servers;

  ConfigurationTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse get(TestApp app) throws Exception {
    try (Container.Running running = servers.container().start(app, false)) {
      return get(app, running);
    }
  }

  private static RawResponse get(TestApp app, Container.Running running) {
    return new RawHttp(running.port())
        .send(
            """
            GET %s/do/ok HTTP/1.1
            Origin: https://app.example
            """
                .formatted(app.contextPath()));
  }

  @Test
  void takesRulesFromInitParametersAlone() throws Exception {
    RawResponse answer = get(TestApp.INIT_PARAMETERS);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    servers.table().cell("rules from init-params alone", "in force");
  }

  @Test
  void takesRulesFromADocumentAlone() throws Exception {
    RawResponse answer = get(TestApp.DOCUMENT);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    servers.table().cell("rules from a document alone", "in force");
  }

  @Test
  void leavesTheAppAloneWhereThereAreNoRules() throws Exception {
    String row = "neither rules nor an implementation";
    List<String> said;
    try (LogCapture log = LogCapture.of("io.bucketcors")) {
      RawResponse answer = get(TestApp.WITHOUT_RULES);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).doesNotContainKeys("Vary", "Access-Control-Allow-Origin");
      said = log.messages();
    }
    if (!servers.container().isEmbedded()) {
      servers.table().cell(row, "untouched; the server brings an implementation");
      return;
    }
    assertThat(said)
        .singleElement()
        .asString()
        .contains("smallrye-config", "init-params", "bucketcors.rules-location");
    servers.table().cell(row, "untouched, one message");
  }

  @Test
  void refusesToStartOnBadRules() throws Exception {
    String seen = "the app does not start";
    // Some make filters at the first request that needs them, unless told otherwise.
    try (Container.Running running = servers.container().start(TestApp.BAD_RULES, false)) {
      RawResponse answer = get(TestApp.BAD_RULES, running);
      if (servers.container().isEmbedded() || answer.status() != 404) {
        assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        seen = answer.status() == 200 ? "the app runs without the filter" : "every request fails";
        assertThat(answer.status())
            .isIn(servers.container().isEmbedded() ? Set.of(500) : Set.of(200, 500, 503));
      }
      if (!servers.container().isEmbedded()) {
        assertThat(running.log()).contains("bucketcors.rules[0].allowed-origins", "often");
      }
    } catch (IllegalStateException | ServletException refused) {
      assertThat(refused).isNotNull();
    }
    servers.table().cell("bad rules", seen);
  }

  @Test
  void endsItsThreadWithTheApp() throws Exception {
    String row = "threads left after the app has stopped";
    if (!servers.container().stopsApps()) {
      servers.table().cell(row, "not tested: no way to stop one app");
      return;
    }
    int others = threads();
    Container.Running running = servers.container().start(TestApp.RELOADED, false);
    assertThat(get(TestApp.RELOADED, running).status()).isEqualTo(200);
    int with = threads();
    running.close();
    int expected = servers.container().isEmbedded() ? others : with - 1;
    for (int i = 0; i < STOP_SECONDS && threads() > expected; i++) {
      TimeUnit.SECONDS.sleep(1);
    }
    assertThat(with).isPositive();
    assertThat(threads()).isEqualTo(expected);
    servers.table().cell(row, "none");
  }

  private int threads() {
    return servers.probe("threads").size();
  }
}
