package io.bucketcors.match;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A few rules, looked through one by one: most origins stand in one rule or two. */
final class ScannedRules implements RulesByMethod {
  /** How many rules and methods, taken together, cost less to look through than to look up. */
  static final int MOST = 16;

  /** Stands for {@code *}; told from an empty list by being this very array. */
  private static final int[] ANY = {};

  private final int[] rules;

  /** For each of the rules the numbers of its methods, or {@link #ANY}. */
  private final int[][] methods;

  ScannedRules(int[] rules, RuleMethods listed) {
    this.rules = rules;
    methods = new int[rules.length][];
    for (int i = 0; i < rules.length; i++) {
      methods[i] = listed.isAny(rules[i]) ? ANY : listed.of(rules[i]);
    }
  }

  @Override
  public int first(int method, @Nullable IntPredicate only) {
    for (int i = 0; i < rules.length; i++) {
      if (lists(methods[i], method) && (only == null || only.test(rules[i]))) {
        return rules[i];
      }
    }
    return NONE;
  }

  private static boolean lists(int[] listed, int method) {
    for (int each : listed) {
      if (each == method) {
        return true;
      }
    }
    return listed == ANY;
  }
}
