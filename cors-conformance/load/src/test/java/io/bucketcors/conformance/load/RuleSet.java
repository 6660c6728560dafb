package io.bucketcors.conformance.load;

import java.util.Locale;
import java.util.Set;

/** The two sets of rules that take turns. Every header tells which of them it is of. */
enum RuleSet {
  ONE,
  TWO;

  static final Set<RuleSet> BOTH = Set.of(ONE, TWO);

  RuleSet other() {
    return this == ONE ? TWO : ONE;
  }

  /** Its folder among the test resources, and how {@code asks.txt} calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
