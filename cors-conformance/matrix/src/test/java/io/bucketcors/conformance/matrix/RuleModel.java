package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules mean, in the plainest words: tried in order, the first that matches decides. */
final class RuleModel {
  private final List<Rule> rules;

  /** Where pages have that scheme and that port. */
  RuleModel(List<Rule> rules, String scheme, int port) {
    this.rules = rules.stream().map(rule -> rule.at(scheme, port)).toList();
  }

  boolean governs() {
    return !rules.isEmpty();
  }

  /**
   * The rule that decides.
   *
   * @param names what a preflight asks for; null where it is none
   */
  @Nullable Rule decide(String origin, String method, @Nullable List<String> names) {
    for (Rule rule : rules) {
      if (rule.origins().stream().anyMatch(pattern -> matches(pattern, origin))
          && (rule.methods().contains("*") || rule.methods().contains(method))
          && (names == null || names.stream().allMatch(name -> allows(rule, name)))) {
        return rule;
      }
    }
    return null;
  }

  /** In a bucket that is open to all, who asks does not matter. */
  @Nullable Rule forAnybody(String method) {
    return decide("http://anybody.example", method, null);
  }

  private static boolean allows(Rule rule, String name) {
    return rule.headers().stream()
        .map(header -> header.toLowerCase(Locale.ROOT))
        .anyMatch(
            header ->
                header.endsWith("*")
                    ? name.startsWith(header.substring(0, header.length() - 1))
                    : header.equals(name));
  }

  private static boolean matches(String pattern, String origin) {
    if (pattern.equals("*") || pattern.equals(origin)) {
      return true;
    }
    // Pages here have ports of their own, so that there is always one.
    String[] wanted = pattern.split("://|:", 3);
    String[] got = origin.split("://|:", 3);
    if (wanted.length < 3 || got.length < 3) {
      return false; // null
    }
    boolean host =
        wanted[1].startsWith("*.")
            ? got[1].endsWith(wanted[1].substring(1)) && got[1].length() > wanted[1].length() - 1
            : wanted[1].equals(got[1]);
    return wanted[0].equals(got[0]) && host && (wanted[2].equals("*") || wanted[2].equals(got[2]));
  }
}
