package io.bucketcors;

import io.bucketcors.header.HeaderIndex;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Looks for rules that work, though hardly as they were meant. Patterns are judged by one origin
 * that each of them matches, so time grows with the number of origins and methods written, not with
 * its square.
 */
final class RuleAnalysis {
  /** Schemes that browsers know and that no page has. */
  private static final Set<String> NO_PAGES =
      Set.of("about", "blob", "data", "ftp", "javascript", "mailto", "ws", "wss");

  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;
  private final RuleIndex index;
  private final HeaderIndex headers;

  private final boolean raw;
  private final CorsProblems problems;

  /**
   * @param problems at the bucket
   */
  RuleAnalysis(
      CorsDialect dialect,
      List<CorsRule> rules,
      List<List<OriginPattern>> origins,
      RuleIndex index,
      HeaderIndex headers,
      CorsProblems problems) {
    this.rules = rules;
    this.origins = origins;
    this.index = index;
    this.problems = problems;
    raw = dialect != CorsDialect.STANDARD;
    this.headers = headers;
  }

  void run() {
    for (int rule = 0; rule < rules.size(); rule++) {
      checkNeverSent(rule);
      checkEarlierRules(rule);
    }
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
  private void checkEarlierRules(int rule) {
    if (rule == 0) {
      return;
    }
    IntPredicate covering = headers.covering(rules.get(rule).allowedHeaders());
    boolean shadowed = true;
    BitSet sharing = new BitSet();
    for (OriginPattern pattern : origins.get(rule)) {
      for (SampleOrigin origin : SampleOrigin.of(pattern, raw)) {
        for (String method : rules.get(rule).allowedMethods()) {
          int number = index.method(method.equals("*") ? SampleOrigin.UNLISTED_METHOD : method);
          int first = origin.first(index, number, null);
          boolean covered = first < rule && origin.first(index, number, covering) < rule;
          shadowed &= covered;
          if (first < rule && !covered) {
            sharing.set(first);
          }
        }
      }
    }
    if (shadowed) {
      problems
          .rule(rule)
          .warn(
              CorsProblemType.RULE_SHADOWED,
              "",
              "this rule can never win: earlier rules match whatever it matches",
              "move it up, or remove it");
      return;
    }
    for (int first = sharing.nextSetBit(0); first >= 0; first = sharing.nextSetBit(first + 1)) {
      problems
          .rule(rule)
          .field(CorsField.ALLOWED_HEADERS)
          .warn(
              CorsProblemType.RULE_SPLIT,
              "",
              "a preflight for headers that only this rule allows is decided by it, the"
                  + " actual request after it by rule "
                  + first,
              "allow these headers in rule " + first + ", or move this rule up");
    }
  }
}
