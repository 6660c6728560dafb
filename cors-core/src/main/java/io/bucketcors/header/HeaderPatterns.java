package io.bucketcors.header;

import io.bucketcors.text.TextHash;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Header names with one {@code *} inside, and the lists that have them. One pass over a name looks
 * up what stands before the {@code *}, at the lengths that some pattern has; only where that is
 * there, what stands after it. So the work is bounded by the name's length, squared where patterns
 * overlap, and not by the number of patterns or of their shapes. Immutable; matching allocates
 * nothing.
 */
final class HeaderPatterns {
  private final HeaderNames prefixes;

  /** By the number of a prefix, the ascending lengths of what may stand after the {@code *}. */
  private final int[][] suffixLengths;

  private final boolean[] isPrefixLength;
  private final Pattern[] table;

  private record Pattern(int prefix, String suffix, ListSet lists) {}

  /** A pattern being collected. */
  record Draft(String pattern, ListSet.Builder lists) {}

  /**
   * @param drafts the patterns, each once, in lower case
   * @param lists how many lists there are
   */
  HeaderPatterns(List<Draft> drafts, int lists) {
    prefixes = new HeaderNames();
    table = new Pattern[TextHash.tableSize(drafts.size())];
    List<TreeSet<Integer>> lengths = new ArrayList<>();
    int longest = 0;
    for (Draft draft : drafts) {
      int star = draft.pattern().indexOf('*');
      String suffix = draft.pattern().substring(star + 1);
      int prefix = prefixes.add(draft.pattern().substring(0, star));
      longest = Math.max(longest, star);
      if (prefix == lengths.size()) {
        lengths.add(new TreeSet<>());
      }
      lengths.get(prefix).add(suffix.length());
      add(new Pattern(prefix, suffix, draft.lists().build(lists)));
    }
    suffixLengths = new int[lengths.size()][];
    for (int i = 0; i < suffixLengths.length; i++) {
      suffixLengths[i] = lengths.get(i).stream().mapToInt(length -> length).toArray();
    }
    isPrefixLength = new boolean[longest + 1];
    drafts.forEach(draft -> isPrefixLength[draft.pattern().indexOf('*')] = true);
  }

  private void add(Pattern pattern) {
    int mask = table.length - 1;
    long hash = TextHash.START;
    for (int i = pattern.suffix.length() - 1; i >= 0; i--) {
      hash = TextHash.next(hash, pattern.suffix.charAt(i));
    }
    int slot = TextHash.slot(TextHash.next(hash, pattern.prefix)) & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = pattern;
  }

  /**
   * Whether a pattern covers the name that stands in the line from and to.
   *
   * @param lists where the lists of all that do are added; without, one is enough
   */
  boolean match(String line, int from, int to, long @Nullable [] lists) {
    boolean found = false;
    long hash = TextHash.START;
    for (int length = 0; ; length++) {
      if (isPrefixLength[length]) {
        int prefix = prefixes.find(hash, line, from, from + length);
        if (prefix != HeaderNames.ABSENT && matchSuffix(prefix, line, from + length, to, lists)) {
          if (lists == null) {
            return true;
          }
          found = true;
        }
      }
      if (from + length == to || length + 1 == isPrefixLength.length) {
        return found;
      }
      hash = TextHash.next(hash, Token.lower(line.charAt(from + length)));
    }
  }

  private boolean matchSuffix(int prefix, String line, int from, int to, long @Nullable [] lists) {
    boolean found = false;
    long hash = TextHash.START;
    int at = 0;
    for (int length : suffixLengths[prefix]) {
      if (length > to - from) {
        break;
      }
      for (; at < length; at++) {
        hash = TextHash.next(hash, Token.lower(line.charAt(to - 1 - at)));
      }
      Pattern pattern = find(hash, prefix, line, to - length, to);
      if (pattern != null) {
        if (lists == null) {
          return true;
        }
        found = true;
        pattern.lists.addTo(lists);
      }
    }
    return found;
  }

  private @Nullable Pattern find(long hash, int prefix, String line, int from, int to) {
    int mask = table.length - 1;
    int slot = TextHash.slot(TextHash.next(hash, prefix)) & mask;
    while (table[slot] != null
        && !(table[slot].prefix == prefix && HeaderNames.is(table[slot].suffix, line, from, to))) {
      slot = (slot + 1) & mask;
    }
    return table[slot];
  }
}
