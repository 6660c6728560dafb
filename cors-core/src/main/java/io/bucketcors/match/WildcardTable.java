package io.bucketcors.match;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.OriginPattern.Kind;
import java.util.BitSet;
import java.util.List;

/**
 * Origin patterns with a wildcard, found by what follows the {@code *}. One backward pass over the
 * host with a rolling hash probes the table only at lengths that some pattern has, and for a
 * pattern that starts with a dot only at dots; so time depends on the host's labels, not on the
 * number of patterns. A joined trie would be smaller and has mixed up patterns elsewhere
 * (GHSA-vhxv-fg4m-p2w8): every hit is compared in full here.
 */
final class WildcardTable {
  private static final int WHOLE_HOST = 0x5bd1e995;

  private final Entry[] table;
  private final BitSet dotLengths = new BitSet();
  private final BitSet otherLengths = new BitSet();
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
      int least,
      RulesByMethod rules) {

    boolean matches(String origin, int start, int end, int originPort) {
      return (port == OriginPattern.ANY_PORT || port == originPort)
          && (whole
              ? end - start == suffix.length()
              : end - start >= prefix.length() + suffix.length() + least)
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
    int entries = patterns.stream().mapToInt(p -> Math.max(1, p.schemes().size())).sum();
    table = new Entry[Hash.tableSize(entries)];
    int longestSuffix = -1;
    boolean wholeHosts = false;
    for (int i = 0; i < rules.length; i++) {
      OriginPattern pattern = patterns.get(i);
      String suffix = pattern.suffix();
      boolean whole = suffix == null;
      String tail = suffix == null ? pattern.prefix() : suffix;
      if (whole) {
        wholeHosts = true;
      } else {
        (tail.startsWith(".") ? dotLengths : otherLengths).set(tail.length());
      }
      longestSuffix = Math.max(longestSuffix, tail.length());
      List<String> schemes = pattern.schemes().isEmpty() ? List.of("") : pattern.schemes();
      for (String scheme : schemes) {
        int rolling = 0;
        for (int at = tail.length() - 1; at >= 0; at--) {
          rolling = 31 * rolling + tail.charAt(at);
        }
        int hash = key(whole ? rolling ^ WHOLE_HOST : rolling, scheme.hashCode(), pattern.port());
        add(
            new Entry(
                hash,
                scheme,
                whole ? "" : pattern.prefix(),
                tail,
                pattern.port(),
                whole,
                pattern.kind() == Kind.BOUNDED ? 1 : 0,
                rules[i]));
      }
    }
    longest = longestSuffix;
    hasWholeHosts = wholeHosts;
  }

  /**
   * The lowest rule above {@code after} of all patterns that match.
   *
   * @param start where the host starts; 0 where the origin is raw text
   * @param end where the host ends
   * @param port the origin's port, or 0
   */
  int next(String origin, int start, int end, int port, int method, int after) {
    int schemeHash = 0;
    for (int i = 0; i < start - 3; i++) {
      schemeHash = 31 * schemeHash + origin.charAt(i);
    }
    int first = RulesByMethod.UNLISTED;
    int most = Math.min(longest, end - start);
    int rolling = 0;
    for (int length = 0; length <= most; length++) {
      if (length > 0) {
        rolling = 31 * rolling + origin.charAt(end - length);
      }
      boolean probe =
          otherLengths.get(length)
              || length > 0 && origin.charAt(end - length) == '.' && dotLengths.get(length);
      if (probe) {
        first =
            Math.min(first, probe(rolling, schemeHash, origin, start, end, port, method, after));
      }
    }
    if (hasWholeHosts && end - start <= longest) {
      first =
          Math.min(
              first,
              probe(rolling ^ WHOLE_HOST, schemeHash, origin, start, end, port, method, after));
    }
    return first;
  }

  private int probe(
      int rolling,
      int schemeHash,
      String origin,
      int start,
      int end,
      int port,
      int method,
      int after) {
    int exact = probe(key(rolling, schemeHash, port), origin, start, end, port, method, after);
    int any =
        probe(
            key(rolling, schemeHash, OriginPattern.ANY_PORT),
            origin,
            start,
            end,
            port,
            method,
            after);
    return Math.min(exact, any);
  }

  private int probe(int key, String origin, int start, int end, int port, int method, int after) {
    int first = RulesByMethod.UNLISTED;
    int mask = table.length - 1;
    for (int slot = key & mask; table[slot] != null; slot = (slot + 1) & mask) {
      Entry entry = table[slot];
      if (entry.hash == key && entry.matches(origin, start, end, port)) {
        first = Math.min(first, entry.rules.next(method, after));
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

  private static int key(int rolling, int schemeHash, int port) {
    return Hash.mix(rolling + 0x2545F491 * schemeHash + 0x632BE5AB * port);
  }
}
