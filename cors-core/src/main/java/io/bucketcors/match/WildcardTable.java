package io.bucketcors.match;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.text.TextHash;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Origin patterns with a wildcard, found by what stands before and after the {@code *}. One
 * backward pass over the host with a rolling hash probes the table only at lengths that some
 * pattern has, and for a pattern that starts with a dot only at dots; so time depends on the host's
 * labels and on how many lengths there are, not on the number of patterns. A joined trie would be
 * smaller and has mixed up patterns elsewhere (GHSA-vhxv-fg4m-p2w8): every hit is compared in full
 * here.
 */
final class WildcardTable {
  private static final long WHOLE_HOST = 0x5bd1e9955bd1e995L;
  private static final int[] NO_PREFIX = {0};

  private final Entry[] table;

  /** By the length of a suffix that starts with a dot: ascending lengths of the prefixes. */
  private final int[] @Nullable [] afterDot;

  /** The same for all other suffixes. */
  private final int[] @Nullable [] elsewhere;

  private final int longest;
  private final boolean hasWholeHosts;

  /** One scheme of one pattern. */
  private record Entry(
      int hash,
      String scheme,
      String prefix,
      String suffix,
      int port,
      boolean whole,
      OriginPattern pattern,
      RulesByMethod rules) {

    boolean matches(String origin, int start, int end, int originPort) {
      return (port == OriginPattern.ANY_PORT || port == originPort)
          && (whole
              ? end - start == suffix.length()
              : pattern.covers(origin, start + prefix.length(), end - suffix.length()))
          && origin.startsWith(suffix, end - suffix.length())
          && origin.startsWith(prefix, start)
          && (scheme.isEmpty() || start == scheme.length() + 3 && origin.startsWith(scheme));
    }
  }

  /**
   * @param patterns the patterns, each once
   * @param rules for each of them the rules that list it
   */
  WildcardTable(List<OriginPattern> patterns, RulesByMethod[] rules) {
    int entries = 0;
    int longestTail = 0;
    for (OriginPattern pattern : patterns) {
      entries += Math.max(1, pattern.schemes().size());
      longestTail = Math.max(longestTail, tail(pattern).length());
    }
    table = new Entry[TextHash.tableSize(entries)];
    longest = longestTail;
    afterDot = new int[longest + 1][];
    elsewhere = new int[longest + 1][];
    boolean wholeHosts = false;
    for (int i = 0; i < rules.length; i++) {
      OriginPattern pattern = patterns.get(i);
      String tail = tail(pattern);
      boolean whole = pattern.suffix() == null;
      String prefix = whole ? "" : pattern.prefix();
      if (whole) {
        wholeHosts = true;
      } else {
        addLength(tail.startsWith(".") ? afterDot : elsewhere, tail.length(), prefix.length());
      }
      long suffixHash = TextHash.START;
      for (int at = tail.length() - 1; at >= 0; at--) {
        suffixHash = TextHash.next(suffixHash, tail.charAt(at));
      }
      suffixHash = whole ? suffixHash ^ WHOLE_HOST : suffixHash;
      List<String> schemes = pattern.schemes().isEmpty() ? List.of("") : pattern.schemes();
      for (String scheme : schemes) {
        int hash = key(suffixHash, TextHash.over(prefix), TextHash.over(scheme), pattern.port());
        add(new Entry(hash, scheme, prefix, tail, pattern.port(), whole, pattern, rules[i]));
      }
    }
    hasWholeHosts = wholeHosts;
  }

  /** What the host ends with, all of it where it has no wildcard. */
  private static String tail(OriginPattern pattern) {
    String suffix = pattern.suffix();
    return suffix == null ? pattern.prefix() : suffix;
  }

  private static void addLength(int[] @Nullable [] lengths, int suffix, int prefix) {
    int[] known = lengths[suffix];
    if (known == null) {
      lengths[suffix] = new int[] {prefix};
      return;
    }
    int found = Arrays.binarySearch(known, prefix);
    if (found < 0) {
      int[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = prefix;
      Arrays.sort(more);
      lengths[suffix] = more;
    }
  }

  /**
   * The lowest rule of all patterns that match.
   *
   * @param start where the host starts; 0 where the origin is raw text
   * @param end where the host ends
   * @param port the origin's port, or 0
   */
  int first(String origin, int start, int end, int port, int method, @Nullable IntPredicate only) {
    long scheme = TextHash.START;
    for (int i = 0; i < start - 3; i++) {
      scheme = TextHash.next(scheme, origin.charAt(i));
    }
    int first = RulesByMethod.UNLISTED;
    int most = Math.min(longest, end - start);
    long suffix = TextHash.START;
    for (int length = 0; length <= most; length++) {
      boolean dot = false;
      if (length > 0) {
        char c = origin.charAt(end - length);
        suffix = TextHash.next(suffix, c);
        dot = c == '.';
      }
      int[] prefixes = (dot ? afterDot : elsewhere)[length];
      if (prefixes != null) {
        int free = end - start - length;
        int found = probe(suffix, prefixes, free, scheme, origin, start, end, port, method, only);
        first = Math.min(first, found);
      }
    }
    if (hasWholeHosts && end - start <= longest) {
      long whole = suffix ^ WHOLE_HOST;
      int found = probe(whole, NO_PREFIX, 0, scheme, origin, start, end, port, method, only);
      first = Math.min(first, found);
    }
    return first;
  }

  /** Probes for each length that a prefix has before suffixes of one length. */
  private int probe(
      long suffix,
      int[] prefixes,
      int free,
      long scheme,
      String origin,
      int start,
      int end,
      int port,
      int method,
      @Nullable IntPredicate only) {
    int first = RulesByMethod.UNLISTED;
    long prefix = TextHash.START;
    int at = 0;
    for (int length : prefixes) {
      if (length > free) {
        return first;
      }
      for (; at < length; at++) {
        prefix = TextHash.next(prefix, origin.charAt(start + at));
      }
      int exact = key(suffix, prefix, scheme, port);
      int any = key(suffix, prefix, scheme, OriginPattern.ANY_PORT);
      first = Math.min(first, probe(exact, origin, start, end, port, method, only));
      first = Math.min(first, probe(any, origin, start, end, port, method, only));
    }
    return first;
  }

  private int probe(
      int key,
      String origin,
      int start,
      int end,
      int port,
      int method,
      @Nullable IntPredicate only) {
    int first = RulesByMethod.UNLISTED;
    int mask = table.length - 1;
    for (int slot = key & mask; table[slot] != null; slot = (slot + 1) & mask) {
      Entry entry = table[slot];
      if (entry.hash == key && entry.matches(origin, start, end, port)) {
        first = Math.min(first, entry.rules.first(method, only));
      }
    }
    return first;
  }

  private void add(Entry entry) {
    int slot = entry.hash & (table.length - 1);
    while (table[slot] != null) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = entry;
  }

  private static int key(long suffix, long prefix, long scheme, int port) {
    return TextHash.slot(TextHash.next(TextHash.join(TextHash.join(suffix, prefix), scheme), port));
  }
}
