package io.bucketcors.path;

import io.bucketcors.text.TextHash;
import java.util.List;

/**
 * Path patterns, {@code /exact} and {@code /prefix/*}, found in one pass over a path: exact beats
 * prefix, the longest prefix wins. The pass looks a hash up at each slash, so that ten thousand
 * patterns cost what one costs. Immutable; finding allocates nothing.
 */
public final class PathIndex {
  /** What {@link #find} returns where no pattern matches. */
  public static final int NONE = -1;

  private final Stems exact;
  private final Stems prefixes;

  /**
   * @param patterns the patterns, each once; results are positions in this list
   */
  public PathIndex(List<String> patterns) {
    exact = new Stems(patterns.size());
    prefixes = new Stems(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      if (isPrefix(pattern)) {
        prefixes.add(stem(pattern), i);
      } else {
        exact.add(pattern, i);
      }
    }
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      if (!isPrefix(pattern)) {
        // One resource answers both at many frameworks; a pattern of its own counts more.
        exact.addIfAbsent(otherForm(pattern), i);
      }
    }
  }

  /** Whether a pattern ends with a wildcard. */
  public static boolean isPrefix(String pattern) {
    return pattern.endsWith("/*");
  }

  /** What a matching path starts with, without the slash before a wildcard. */
  public static String stem(String pattern) {
    return isPrefix(pattern) ? pattern.substring(0, pattern.length() - 2) : pattern;
  }

  private static String otherForm(String pattern) {
    return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern + "/";
  }

  /**
   * The pattern that a path matches, or {@link #NONE}.
   *
   * @param text holds the path from {@code from} to its end
   */
  public int find(String text, int from) {
    int end = text.length();
    int longest = Math.max(exact.longest, prefixes.longest);
    int found = NONE;
    long hash = TextHash.START;
    for (int i = from; ; i++) {
      if (i == end || text.charAt(i) == '/') {
        int prefix = prefixes.find(hash, text, from, i);
        if (prefix != NONE) {
          found = prefix;
        }
      }
      if (i == end) {
        int whole = exact.find(hash, text, from, end);
        return whole == NONE ? found : whole;
      }
      if (i - from >= longest) {
        return found;
      }
      hash = TextHash.next(hash, text.charAt(i));
    }
  }

  /** Stems by their hash, in an open-addressed table. */
  private static final class Stems {
    private final String[] stems;
    private final int[] numbers;
    private int longest;

    /** Room for each pattern in two forms. */
    Stems(int patterns) {
      stems = new String[TextHash.tableSize(2 * patterns)];
      numbers = new int[stems.length];
    }

    void add(String stem, int number) {
      int slot = slot(TextHash.over(stem), stem, 0, stem.length());
      stems[slot] = stem;
      numbers[slot] = number;
      longest = Math.max(longest, stem.length());
    }

    void addIfAbsent(String stem, int number) {
      if (find(TextHash.over(stem), stem, 0, stem.length()) == NONE) {
        add(stem, number);
      }
    }

    int find(long hash, String text, int from, int to) {
      int slot = slot(hash, text, from, to);
      return stems[slot] == null ? NONE : numbers[slot];
    }

    /** Where the stem is, or the empty slot where it would be. */
    private int slot(long hash, String text, int from, int to) {
      int mask = stems.length - 1;
      int length = to - from;
      int slot = TextHash.slot(hash) & mask;
      while (stems[slot] != null
          && !(stems[slot].length() == length && text.startsWith(stems[slot], from))) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }
}
