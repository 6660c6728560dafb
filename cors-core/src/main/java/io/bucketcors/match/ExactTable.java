package io.bucketcors.match;

import org.jspecify.annotations.Nullable;

/** Exact origins. */
final class ExactTable {
  private final TextTable origins;
  private final RulesByMethod[] rules;
  private final int longest;

  /**
   * @param origins the origins
   * @param longest the length of the longest of them
   * @param rules for each origin, by its number, the rules that list it
   */
  ExactTable(TextTable origins, int longest, RulesByMethod[] rules) {
    this.origins = origins;
    this.longest = longest;
    this.rules = rules;
  }

  @Nullable RulesByMethod get(String origin) {
    // Before hashing: what is longer than every listed origin costs nothing.
    if (origin.length() > longest) {
      return null;
    }
    int number = origins.numberOf(origin);
    return number == TextTable.ABSENT ? null : rules[number];
  }
}
