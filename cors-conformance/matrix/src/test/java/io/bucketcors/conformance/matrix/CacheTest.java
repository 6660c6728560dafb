package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.matrix.Axes.Site;
import io.bucketcors.conformance.matrix.Cache.Answer;
import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites that ask the same URL through nginx's cache, in every order: each gets its own answer. */
class CacheTest {

  /** In the last one the browser's own cache is between, too. */
  private static final List<String> ROUNDS = List.of("no-store", "no-store", "default");

  private static final List<Order> ORDERS = Order.all();
  @AutoClose private static OrderStage stage;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stage = new OrderStage(CacheTest.class);
  }

  @ParameterizedTest
  @EnumSource
  void everySiteGetsItsOwnAnswerInEveryOrder(Browser browser) throws Exception {
    browser.require();
    long began = System.nanoTime();
    List<String> faults = run(browser, null);
    int asked = ORDERS.size() * Order.SITES.size() * ROUNDS.size();
    stage.report.ran(browser, asked, faults.size(), began);
    assertThat(faults).as("%d of %d", faults.size(), asked).isEmpty();
  }

  /** Without {@code Vary} the cache gives one site's answer to another. */
  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheOrderThatShowsIt() throws Exception {
    Browser.CHROMIUM.require();
    List<String> faults = run(Browser.CHROMIUM, Fault.NO_VARY);
    stage.report.caught(
        Fault.NO_VARY, faults.size(), ORDERS.size() * Order.SITES.size() * ROUNDS.size());
    assertThat(faults)
        .allMatch(told -> told.contains("order "))
        .anyMatch(told -> told.contains("was given http://app.localhost:"));
  }

  private List<String> run(Browser browser, @Nullable Fault broken) throws Exception {
    List<String> faults = new ArrayList<>();
    OrderJudge judge = new OrderJudge(stage.pages.server(), browser);
    OrderJudge.Known known =
        (order, site, round) ->
            round == ROUNDS.size() - 1
                && browser.knobs.keepsCredentialsOfOthersOnRevalidation()
                && joinsCredentialsOfOthers(judge, order, site);
    try (Cache cache = Cache.start(Cache.program(), folder, stage.api.port())) {
      String host = "cache.localhost:" + cache.port();
      stage.ask(browser, ORDERS, host, ROUNDS, broken, folder);
      Map<Integer, List<Answer>> answers =
          cache.answers().stream()
              .filter(answer -> !answer.method().equals("OPTIONS"))
              .collect(Collectors.groupingBy(Answer::order));
      for (Order order : ORDERS) {
        judge.script(order, stage.pages.told(order), ROUNDS.size(), known, faults);
        wire(judge, order, answers.getOrDefault(order.id(), List.of()), faults);
      }
    }
    return faults;
  }

  /** A site has a grant without credentials, and one that asked before has one with them. */
  private static boolean joinsCredentialsOfOthers(OrderJudge judge, Order order, Site site) {
    List<Site> before = order.sites().subList(0, order.sites().indexOf(site));
    Rule own = judge.rule(order, stage.pages.server().origin(site));
    return order.credentials()
        && own != null
        && !own.origins().contains("*")
        && before.stream()
            .map(other -> judge.rule(order, stage.pages.server().origin(other)))
            .anyMatch(other -> other != null && other.credentials());
  }

  /** Whose answer it was, and that it came out of the cache. */
  private static void wire(
      OrderJudge judge, Order order, List<Answer> answers, List<String> faults) {
    Map<String, String> last = new HashMap<>();
    for (Answer answer : answers) {
      if (!answer.allowed().equals(judge.allowed(order, answer.origin()))) {
        faults.add("%n%s: %s was given %s".formatted(order, answer, answer.allowed()));
      }
      last.put(answer.origin(), answer.status());
    }
    boolean preflighted = order.headers() != Axes.Headers.NONE;
    if (!preflighted && last.size() != order.sites().size()
        || !last.values().stream().allMatch("HIT"::equals)) {
      faults.add("%n%s: at last %s".formatted(order, last));
    }
  }
}
