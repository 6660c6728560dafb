package io.bucketcors.match;

import io.bucketcors.text.TextTable;
import org.jspecify.annotations.Nullable;

/** Exact origins. */
final class ExactTable {
  private final TextTable origins;
  private final RulesByMethod[] rules;

  /**
   * @param origins the origins
   * @param rules for each origin, by its number, the rules that list it
   */
  ExactTable(TextTable origins, RulesByMethod[] rules) {
    this.origins = origins;
    this.rules = rules;
  }

  @Nullable RulesByMethod get(String origin) {
    int number = origins.numberOf(origin);
    return number == TextTable.ABSENT ? null : rules[number];
  }
}
