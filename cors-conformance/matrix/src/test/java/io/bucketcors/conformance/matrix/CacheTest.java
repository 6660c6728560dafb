package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.matrix.Axes.Site;
import io.bucketcors.conformance.matrix.Cache.Answer;
import io.bucketcors.conformance.matrix.FetchModel.Outcome;
import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites that ask the same URL through nginx's cache, in every order: each gets its own answer. */
class CacheTest {
  private static final long PATIENCE_SECONDS = Integer.getInteger("patience", 600);
  private static final int ROUNDS = 3;

  /** What an answer of the app or of the cache has; what else there is, servers add. */
  private static final Set<String> LOOKED_AT = Set.of("etag", "x-app", "x-cache-status", "vary");

  private static final Report REPORT = new Report(CacheTest.class);
  private static final List<Order> ORDERS = Order.all();
  private static OrderPages pages;
  private static Api api;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    pages = new OrderPages();
    api = new Api(pages.server().port(false), null);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    pages.close();
    REPORT.write();
  }

  @ParameterizedTest
  @EnumSource
  void everySiteGetsItsOwnAnswerInEveryOrder(Browser browser) throws Exception {
    browser.require();
    long began = System.nanoTime();
    List<String> faults = run(browser, null);
    int asked = ORDERS.size() * Order.SITES.size() * ROUNDS;
    REPORT.ran(browser, asked, faults.size(), began);
    assertThat(faults).as("%d of %d", faults.size(), asked).isEmpty();
  }

  /** Without {@code Vary} the cache gives one site's answer to another. */
  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheOrderThatShowsIt() throws Exception {
    Browser.CHROMIUM.require();
    List<String> faults = run(Browser.CHROMIUM, Fault.NO_VARY);
    REPORT.caught(Fault.NO_VARY, faults.size(), ORDERS.size() * Order.SITES.size() * ROUNDS);
    assertThat(faults)
        .allMatch(told -> told.contains("order "))
        .anyMatch(told -> told.contains("was given http://app.localhost:"));
  }

  private List<String> run(Browser browser, @Nullable Fault broken) throws Exception {
    List<String> faults = new ArrayList<>();
    api.restart(broken);
    try (Cache cache = Cache.start(Cache.program(), folder, api.port())) {
      pages.prepare(ORDERS, cache.port());
      try (Browser.Running running = browser.open(pages.start(), folder, null)) {
        assertThat(pages.await(PATIENCE_SECONDS)).as("the page has answered").isTrue();
      }
      Map<Integer, List<Answer>> answers =
          cache.answers().stream()
              .filter(answer -> !answer.method().equals("OPTIONS"))
              .collect(Collectors.groupingBy(Answer::order));
      for (Order order : ORDERS) {
        script(order, browser, faults);
        wire(order, answers.getOrDefault(order.id(), List.of()), faults);
      }
    }
    return faults;
  }

  private static void script(Order order, Browser browser, List<String> faults) {
    Judge judge = new Judge(pages.server(), browser, false);
    List<Told> told = pages.told(order);
    if (told.size() != ROUNDS * order.sites().size()) {
      faults.add(order + " was run " + told.size() + " times");
      return;
    }
    for (int n = 0; n < told.size(); n++) {
      Site site = order.sites().get(n % order.sites().size());
      Outcome expected = judge.expect(order.atApp(site));
      Told got = told.get(n);
      String who = "%n%s: %s, request %d ".formatted(order, site, n);
      boolean readable =
          expected.readable()
              || n >= (ROUNDS - 1) * order.sites().size()
                  && browser.knobs.keepsCredentialsOfOthersOnRevalidation()
                  && joinsCredentialsOfOthers(order, site);
      if (got.isRejected() == readable) {
        faults.add(who + (got.isRejected() ? "was rejected, " + got.error() : "got an answer"));
      } else if (expected.readable()) {
        Set<String> reads = new TreeSet<>(got.headers());
        reads.retainAll(LOOKED_AT);
        if (!reads.stream().allMatch(expected::reads)
            || expected.reads("etag") != reads.contains("etag")) {
          faults.add(who + "reads " + reads);
        }
      }
    }
  }

  /** A site has a grant without credentials, and one that asked before has one with them. */
  private static boolean joinsCredentialsOfOthers(Order order, Site site) {
    List<Site> before = order.sites().subList(0, order.sites().indexOf(site));
    Rule own = rule(order, pages.server().origin(site));
    return order.credentials()
        && own != null
        && !own.origins().contains("*")
        && before.stream()
            .map(other -> rule(order, pages.server().origin(other)))
            .anyMatch(other -> other != null && other.credentials());
  }

  private static @Nullable Rule rule(Order order, String origin) {
    PageServer server = pages.server();
    RuleModel rules = new RuleModel(order.rules().rules, server.scheme(), server.port(false));
    return order.rules().isOpen() ? rules.forAnybody("GET") : rules.decide(origin, "GET", null);
  }

  /** Whose answer it was, and that it came out of the cache. */
  private static void wire(Order order, List<Answer> answers, List<String> faults) {
    Map<String, String> last = new HashMap<>();
    for (Answer answer : answers) {
      Rule rule = rule(order, answer.origin());
      String own = rule == null ? "-" : rule.origins().contains("*") ? "*" : answer.origin();
      if (!answer.allowed().equals(own)) {
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
