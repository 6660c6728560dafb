package io.bucketcors.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Header names with one {@code *} inside, in a hash table by what stands before and after it. A
 * name is looked up once for each pair of lengths that some pattern has, so that a thousand
 * patterns of one shape cost what one costs. Immutable; allocates nothing.
 */
final class HeaderPatterns {
  /** Prefix and suffix in lower case, without the {@code *}, by slot; null in empty slots. */
  private final String[] prefixes;

  private final String[] suffixes;

  /** The distinct pairs of lengths. */
  private final int[] prefixLengths;

  private final int[] suffixLengths;

  /**
   * @param patterns names with one {@code *} each, any case
   */
  HeaderPatterns(List<String> patterns) {
    int size = Hashes.tableSize(patterns.size());
    prefixes = new String[size];
    suffixes = new String[size];
    Map<List<Integer>, Boolean> pairs = new HashMap<>();
    List<List<Integer>> lengths = new ArrayList<>();
    for (String pattern : patterns) {
      int star = pattern.indexOf('*');
      String prefix = pattern.substring(0, star);
      String suffix = pattern.substring(star + 1);
      List<Integer> pair = List.of(prefix.length(), suffix.length());
      if (pairs.put(pair, true) == null) {
        lengths.add(pair);
      }
      int hash = Hashes.of(prefix, 0, prefix.length(), Hashes.of(suffix, 0, suffix.length(), 0));
      int slot = Hashes.mix(hash) & (size - 1);
      while (prefixes[slot] != null) {
        slot = (slot + 1) & (size - 1);
      }
      prefixes[slot] = prefix;
      suffixes[slot] = suffix;
    }
    prefixLengths = lengths.stream().mapToInt(pair -> pair.get(0)).toArray();
    suffixLengths = lengths.stream().mapToInt(pair -> pair.get(1)).toArray();
  }

  /** Whether a pattern covers the name that stands in the line from and to. */
  boolean covers(String line, int from, int to) {
    for (int i = 0; i < prefixLengths.length; i++) {
      int prefix = prefixLengths[i];
      int suffix = suffixLengths[i];
      if (prefix + suffix <= to - from && find(line, from, prefix, to - suffix, suffix)) {
        return true;
      }
    }
    return false;
  }

  private boolean find(String line, int from, int prefix, int tail, int suffix) {
    int mask = prefixes.length - 1;
    int hash = Hashes.of(line, from, from + prefix, Hashes.of(line, tail, tail + suffix, 0));
    for (int slot = Hashes.mix(hash) & mask; prefixes[slot] != null; slot = (slot + 1) & mask) {
      if (prefixes[slot].length() == prefix
          && suffixes[slot].length() == suffix
          && line.regionMatches(true, from, prefixes[slot], 0, prefix)
          && line.regionMatches(true, tail, suffixes[slot], 0, suffix)) {
        return true;
      }
    }
    return false;
  }
}
