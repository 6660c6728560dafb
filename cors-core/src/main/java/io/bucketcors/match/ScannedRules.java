package io.bucketcors.match;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A few rules, looked through one by one: most origins stand in one rule or two. */
final class ScannedRules implements RulesByMethod {
  /** How many rules and methods, taken together, cost less to look through than to look up. */
  static final int MOST = 16;

  private final int[] rules;
  private final RuleMethods methods;

  ScannedRules(int[] rules, RuleMethods methods) {
    this.rules = rules;
    this.methods = methods;
  }

  @Override
  public int first(int method, @Nullable IntPredicate only) {
    for (int rule : rules) {
      if (methods.lists(rule, method) && (only == null || only.test(rule))) {
        return rule;
      }
    }
    return NONE;
  }
}
