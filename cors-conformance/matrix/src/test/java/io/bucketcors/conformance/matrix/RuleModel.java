package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules mean, in the plainest words: tried in order, the first that matches decides. */
final class RuleModel {
  private final List<Rule> rules;

  /** On a machine where pages have that port. */
  RuleModel(List<Rule> rules, int port) {
    this.rules = rules.stream().map(rule -> rule.at(port)).toList();
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
    if (!origin.startsWith("http://") || !pattern.startsWith("http://")) {
      return false;
    }
    String[] wanted = pattern.substring(7).split(":", 2);
    String[] got = origin.substring(7).split(":", 2);
    boolean port = wanted[1].equals("*") || wanted[1].equals(got.length == 2 ? got[1] : "80");
    boolean host =
        wanted[0].startsWith("*.")
            ? got[0].endsWith(wanted[0].substring(1)) && got[0].length() > wanted[0].length() - 1
            : wanted[0].equals(got[0]);
    return port && host;
  }
}
