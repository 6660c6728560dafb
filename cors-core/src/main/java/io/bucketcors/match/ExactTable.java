package io.bucketcors.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exact origins. */
final class ExactTable {
  private final TextTable origins;
  private final RulesByMethod[] rules;
  private final int longest;

  ExactTable(Map<String, RulesByMethod> entries) {
    origins = new TextTable(entries.keySet());
    rules = entries.values().toArray(RulesByMethod[]::new);
    longest = entries.keySet().stream().mapToInt(String::length).max().orElse(-1);
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
