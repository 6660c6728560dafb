package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.Site;
import io.bucketcors.conformance.matrix.FetchModel.Outcome;
import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what sites were told in an order to what each would be told alone. */
final class OrderJudge {
  /** What an answer of the app or of a cache has; what else there is, servers add. */
  private static final Set<String> LOOKED_AT = Set.of("etag", "x-app", "x-cache-status", "vary");

  /** What a browser is known to do otherwise. */
  interface Known {
    /** Whether a site reads what its own rule does not give. */
    boolean reads(Order order, Site site, int round);
  }

  private final PageServer server;
  private final Judge judge;

  OrderJudge(PageServer server, Browser browser) {
    this.server = server;
    judge = new Judge(server, browser, false);
  }

  /** Compares what scripts were told. */
  void script(Order order, List<Told> told, int rounds, Known known, List<String> faults) {
    if (told.size() != rounds * order.sites().size()) {
      faults.add(order + " was run " + told.size() + " times");
      return;
    }
    for (int n = 0; n < told.size(); n++) {
      Site site = order.sites().get(n % order.sites().size());
      Outcome expected = judge.expect(order.atApp(site));
      Told got = told.get(n);
      String who = "%n%s: %s, request %d ".formatted(order, site, n);
      boolean readable = expected.readable() || known.reads(order, site, n / order.sites().size());
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

  /** The rule that gives an origin its answer, or null. */
  @Nullable Rule rule(Order order, String origin) {
    RuleModel rules = new RuleModel(order.rules().rules, server.scheme(), server.port(false));
    return order.rules().isOpen() ? rules.forAnybody("GET") : rules.decide(origin, "GET", null);
  }

  /** The {@code Access-Control-Allow-Origin} of its answer; {@code -} for none. */
  String allowed(Order order, String origin) {
    Rule rule = rule(order, origin);
    return rule == null ? "-" : rule.origins().contains("*") ? "*" : origin;
  }
}
