package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sites of one page ask the same URL, and the browser keeps what it gets: an answer that {@code
 * Vary} says is another's it asks for again by its {@code ETag}, and joins the headers of the 304
 * to it. What a site reads must be what its own rule gives all the same.
 */
class RevalidationTest {
  private static final List<String> ROUNDS = List.of("default", "default");
  private static final List<Order> ORDERS = Order.ofUnequals();
  private static final int ASKED = ORDERS.size() * Order.SITES.size() * ROUNDS.size();
  @AutoClose private static OrderStage stage;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stage = new OrderStage(RevalidationTest.class);
  }

  @ParameterizedTest
  @EnumSource
  void noSiteReadsByWhatTheBrowserHasKeptOfAnother(Browser browser) throws Exception {
    browser.require();
    long began = System.nanoTime();
    List<String> faults = run(browser, null);
    stage.report.ran(browser, ASKED, faults.size(), began);
    assertThat(faults).as("%d of %d", faults.size(), ASKED).isEmpty();
    assertThat(ORDERS.stream().flatMap(order -> stage.api.seen(order.id()).stream()))
        .as("answers that the browser had kept")
        .anyMatch(seen -> seen.status() == 304);
  }

  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheOrderThatShowsIt() throws Exception {
    Browser.CHROMIUM.require();
    List<String> faults = run(Browser.CHROMIUM, Fault.SILENT_ON_NOT_MODIFIED);
    stage.report.caught(Fault.SILENT_ON_NOT_MODIFIED, faults.size(), ASKED);
    assertThat(faults)
        .allMatch(told -> told.contains("order "))
        .anyMatch(told -> told.contains("got an answer"))
        .anyMatch(told -> told.contains("reads [etag, x-app]"));
  }

  private List<String> run(Browser browser, @Nullable Fault broken) throws Exception {
    List<String> faults = new ArrayList<>();
    OrderJudge judge = new OrderJudge(stage.pages.server(), browser);
    String host = "api.localhost:" + stage.api.port();
    stage.ask(browser, ORDERS, host, ROUNDS, broken, folder);
    for (Order order : ORDERS) {
      judge.script(
          order, stage.pages.told(order), ROUNDS.size(), (any, site, round) -> false, faults);
      for (Seen seen : stage.api.seen(order.id())) {
        String allowed = seen.answer().get("Access-Control-Allow-Origin");
        String own = judge.allowed(order, String.valueOf(seen.origin()));
        if (!own.equals(allowed == null ? "-" : allowed)) {
          faults.add("%n%s: %s was given %s".formatted(order, seen.origin(), allowed));
        }
      }
    }
    return faults;
  }
}
