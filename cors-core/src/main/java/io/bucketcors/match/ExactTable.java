package io.bucketcors.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exact origins, in an open-addressed table. */
final class ExactTable {
  private final String[] origins;
  private final RulesByMethod[] rules;
  private final int longest;

  ExactTable(Map<String, RulesByMethod> entries) {
    int size = Hash.tableSize(entries.size());
    origins = new String[size];
    rules = new RulesByMethod[size];
    longest = entries.keySet().stream().mapToInt(String::length).max().orElse(-1);
    entries.forEach(
        (origin, found) -> {
          int slot = slot(origin);
          while (origins[slot] != null) {
            slot = (slot + 1) & (size - 1);
          }
          origins[slot] = origin;
          rules[slot] = found;
        });
  }

  @Nullable RulesByMethod get(String origin) {
    // Before hashing: what is longer than every listed origin costs nothing.
    if (origin.length() > longest) {
      return null;
    }
    for (int slot = slot(origin); origins[slot] != null; slot = (slot + 1) & (origins.length - 1)) {
      if (origins[slot].equals(origin)) {
        return rules[slot];
      }
    }
    return null;
  }

  private int slot(String origin) {
    return Hash.mix(origin.hashCode()) & (origins.length - 1);
  }
}
