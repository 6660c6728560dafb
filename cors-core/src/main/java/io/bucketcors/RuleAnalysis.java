package io.bucketcors;

import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.Work;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rules that work, though hardly as they were meant. Exact: what it says of a rule is
 * true, and shown by a request; what it does not say is not so. Lists of thousands of origins are
 * not looked into, so that they take effect as fast as others.
 */
final class RuleAnalysis {
  /** Schemes that browsers know and that no page has. */
  private static final Set<String> NO_PAGES =
      Set.of("about", "blob", "data", "ftp", "javascript", "mailto", "ws", "wss");

  /** How many origins, each with the methods of its rule, are worth the time at a start. */
  private static final int MOST = 5_000;

  private static final long MOST_WORK = 400_000;

  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;
  private final boolean raw;
  private final CorsProblems problems;

  /**
   * @param problems at the bucket
   */
  RuleAnalysis(
      CorsDialect dialect,
      List<CorsRule> rules,
      List<List<OriginPattern>> origins,
      CorsProblems problems) {
    this.rules = rules;
    this.origins = origins;
    this.problems = problems;
    raw = dialect != CorsDialect.STANDARD;
  }

  void run() {
    RuleWins wins = wins();
    for (int rule = 0; rule < rules.size(); rule++) {
      checkNeverSent(rule);
      if (wins != null) {
        checkEarlierRules(rule, wins);
        checkRedundant(rule, wins);
      }
    }
  }

  private @Nullable RuleWins wins() {
    long size = 0;
    for (CorsRule rule : rules) {
      size += (long) rule.allowedOrigins().size() * rule.allowedMethods().size();
    }
    Work work = new Work(MOST_WORK);
    RuleWins wins = size > MOST ? null : new RuleWins(raw, rules, origins, work);
    if (wins != null && !work.isExceeded()) {
      return wins;
    }
    problems.warn(
        CorsProblemType.RULES_NOT_ANALYSED,
        "",
        "there are too many rules and origins to look for rules that never win",
        "");
    return null;
  }

  private void checkNeverSent(int rule) {
    List<OriginPattern> patterns = origins.get(rule);
    for (int element = 0; element < patterns.size(); element++) {
      String text = patterns.get(element).text();
      int schemeEnd = text.indexOf("://");
      if (schemeEnd > 0 && NO_PAGES.contains(text.substring(0, schemeEnd))) {
        problems
            .rule(rule)
            .field(CorsField.ALLOWED_ORIGINS)
            .element(element)
            .warn(
                CorsProblemType.ORIGIN_NEVER_SENT,
                text,
                text.substring(0, schemeEnd),
                "no page has this scheme, so no browser sends such an origin",
                "write the origin of the page");
      }
    }
  }

  /** Whether rules before this one leave it anything, and whether they share its requests. */
  private void checkEarlierRules(int rule, RuleWins wins) {
    RuleWins.Meeting lost = wins.lost(rule);
    if (lost == null) {
      return;
    }
    if (wins.won(rule) == null) {
      problems
          .rule(rule)
          .warn(
              CorsProblemType.RULE_SHADOWED,
              "",
              "this rule can never win: earlier rules match whatever it matches, such as "
                  + words(lost.request())
                  + " by rule "
                  + lost.first(),
              "move it up, or remove it");
      return;
    }
    wins.split(rule)
        .forEach(
            (first, preflight) ->
                problems
                    .rule(rule)
                    .field(CorsField.ALLOWED_HEADERS)
                    .warn(
                        CorsProblemType.RULE_SPLIT,
                        "",
                        "a preflight for headers that only this rule allows is decided by it, the"
                            + " actual request after it by rule "
                            + first
                            + ", such as "
                            + words(preflight),
                        "allow these headers in rule " + first + ", or move this rule up"));
    wins.overtaken(rule)
        .forEach(
            (first, meeting) ->
                problems
                    .rule(rule)
                    .warn(
                        CorsProblemType.RULE_OVERTAKEN,
                        "",
                        "rule "
                            + first
                            + " comes first and gives less, "
                            + wins.lacks(first, rule)
                            + ", such as for "
                            + words(meeting.request()),
                        "move this rule up, or let rule " + first + " give as much"));
  }

  private static String words(SampleRequest request) {
    List<String> names = request.names();
    return Quoted.bare(request.method())
        + " from "
        + Quoted.bare(request.origin())
        + (names == null || names.isEmpty() ? "" : " with " + String.join(", ", names));
  }

  /** Whether origins of a rule match nothing that others of it do not. */
  private void checkRedundant(int rule, RuleWins wins) {
    List<OriginPattern> patterns = origins.get(rule);
    if (patterns.size() < 2) {
      return;
    }
    Map<String, Integer> elements = new HashMap<>();
    List<Integer> repeated = new ArrayList<>();
    for (int element = 0; element < patterns.size(); element++) {
      if (elements.putIfAbsent(patterns.get(element).text(), element) != null) {
        repeated.add(element);
      }
    }
    repeated.forEach(element -> warnOfRedundant(rule, element, patterns.get(element).text()));
    Set<String> kept = new HashSet<>(elements.keySet());
    // What matches least goes first: an origin beside its wildcard, and not the other way round.
    Comparator<String> least = Comparator.comparing(text -> wins.matched(text).size());
    for (String text :
        elements.keySet().stream().sorted(least.thenComparing(elements::get)).toList()) {
      List<OriginClass> classes = wins.matched(text);
      String other = null;
      for (OriginClass origin : classes) {
        other = other(origin, text, kept, wins);
        if (other == null) {
          break;
        }
      }
      if (other != null) {
        kept.remove(text);
        warnOfRedundant(rule, elements.getOrDefault(text, -1), other);
      }
    }
  }

  private static @Nullable String other(
      OriginClass origin, String text, Set<String> kept, RuleWins wins) {
    for (int number : origin.patterns()) {
      String other = wins.text(number);
      if (!other.equals(text) && kept.contains(other)) {
        return other;
      }
    }
    return null;
  }

  private void warnOfRedundant(int rule, int element, String other) {
    problems
        .rule(rule)
        .field(CorsField.ALLOWED_ORIGINS)
        .element(element)
        .warn(
            CorsProblemType.ORIGIN_REDUNDANT,
            origins.get(rule).get(element).text(),
            "this rule allows it by " + Quoted.bare(other) + " too",
            "leave it out");
  }
}
