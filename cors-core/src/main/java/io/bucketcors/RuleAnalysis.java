package io.bucketcors;

import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.header.AllowedHeaders;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for rules that work, though hardly as they were meant. Patterns are judged by one origin
 * that each of them matches, so time grows with the number of origins and methods written, not with
 * its square.
 */
final class RuleAnalysis {
  /** Schemes that browsers know and that no page has. */
  private static final Set<String> NO_PAGES =
      Set.of("about", "blob", "data", "ftp", "javascript", "mailto", "ws", "wss");

  /** How many earlier rules are looked at for one origin and method; more would only cost time. */
  private static final int MOST_EARLIER = 64;

  private final PolicySettings settings;
  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;
  private final RuleIndex index;
  private final AllowedHeaders[] headers;
  private final CorsLocation.Finder finder;
  private final boolean raw;
  private final List<CorsProblem> problems = new ArrayList<>();

  RuleAnalysis(
      PolicySettings settings,
      List<CorsRule> rules,
      List<List<OriginPattern>> origins,
      RuleIndex index,
      AllowedHeaders[] headers,
      CorsLocation.Finder finder) {
    this.settings = settings;
    this.rules = rules;
    this.origins = origins;
    this.index = index;
    this.finder = finder;
    raw = settings.dialect() != CorsDialect.STANDARD;
    this.headers = headers;
  }

  List<CorsProblem> run() {
    for (int rule = 0; rule < rules.size(); rule++) {
      checkNeverSent(rule);
      checkEarlierRules(rule);
    }
    return problems;
  }

  private void checkNeverSent(int rule) {
    List<OriginPattern> patterns = origins.get(rule);
    for (int element = 0; element < patterns.size(); element++) {
      String text = patterns.get(element).text();
      int schemeEnd = text.indexOf("://");
      if (schemeEnd > 0 && NO_PAGES.contains(text.substring(0, schemeEnd))) {
        problems.add(
            new Questionable(
                "origin-never-sent",
                at(rule, "allowed-origins", element),
                text,
                text.substring(0, schemeEnd),
                "no page has this scheme, so no browser sends such an origin",
                "write the origin of the page"));
      }
    }
  }

  /** Whether rules before this one leave it anything, and whether they share its requests. */
  private void checkEarlierRules(int rule) {
    if (rule == 0) {
      return;
    }
    boolean shadowed = true;
    BitSet sharing = new BitSet();
    for (OriginPattern pattern : origins.get(rule)) {
      for (SampleOrigin origin : SampleOrigin.of(pattern, raw)) {
        for (String method : rules.get(rule).allowedMethods()) {
          int number = index.method(method.equals("*") ? SampleOrigin.UNLISTED_METHOD : method);
          int first = origin.next(index, number, -1);
          boolean covered = false;
          int earlier = first;
          for (int i = 0; earlier < rule && i < MOST_EARLIER && !covered; i++) {
            covered = coversHeaders(earlier, rule);
            earlier = origin.next(index, number, earlier);
          }
          shadowed &= covered;
          if (first < rule && !covered) {
            sharing.set(first);
          }
        }
      }
    }
    if (shadowed) {
      problems.add(
          new Questionable(
              "rule-shadowed",
              at(rule, "", -1),
              "",
              "",
              "this rule can never win: earlier rules match whatever it matches",
              "move it up, or remove it"));
      return;
    }
    for (int first = sharing.nextSetBit(0); first >= 0; first = sharing.nextSetBit(first + 1)) {
      problems.add(
          new Questionable(
              "rule-split",
              at(rule, "allowed-headers", -1),
              "",
              "",
              "a preflight for headers that only this rule allows is decided by it, the"
                  + " actual request after it by rule "
                  + first,
              "allow these headers in rule " + first + ", or move this rule up"));
    }
  }

  /** Whether one rule's headers cover all that another one allows. */
  private boolean coversHeaders(int covering, int covered) {
    AllowedHeaders allowed = headers[covering];
    if (allowed.isAny() || allowed == headers[covered]) {
      return true;
    }
    for (String name : rules.get(covered).allowedHeaders()) {
      boolean listed =
          name.indexOf('*') < 0
              ? allowed.check(name, 0) != AllowedHeaders.REFUSED
              : rules.get(covering).allowedHeaders().stream().anyMatch(name::equalsIgnoreCase);
      if (!listed) {
        return false;
      }
    }
    return true;
  }

  private CorsLocation at(int rule, String field, int element) {
    return finder.find(settings.bucket(), rule, field, element);
  }
}
