package io.bucketcors.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The request headers that a rule allows, compiled: a hash table of names, and patterns with one
 * {@code *}. Immutable; checking allocates nothing and takes time in the length of what was
 * requested, not in the length of the list (GO-2024-2883 was the other way round).
 */
public final class AllowedHeaders {
  /** The most characters over all lines of {@code Access-Control-Request-Headers}. */
  public static final int MAX_LENGTH = 8192;

  /** The most names over all lines. */
  public static final int MAX_NAMES = 256;

  /** The most lines; browsers send one. */
  public static final int MAX_LINES = 256;

  /** The line holds a name that is not covered, or something that is no list of names. */
  public static final int REFUSED = -1;

  private final boolean any;
  private final String[] table;
  private final HeaderPatterns patterns;

  private AllowedHeaders(boolean any, String[] table, HeaderPatterns patterns) {
    this.any = any;
    this.table = table;
    this.patterns = patterns;
  }

  /** Compiles names, patterns with one {@code *}, or {@code *}; any case, tokens only. */
  public static AllowedHeaders of(Collection<String> names) {
    List<String> exact = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (String name : names) {
      if (!name.equals("*")) {
        (name.indexOf('*') >= 0 ? patterns : exact).add(name);
      }
    }
    int size = Hashes.tableSize(exact.size());
    String[] table = new String[size];
    for (String name : exact) {
      int slot = Hashes.mix(Hashes.of(name, 0, name.length(), 0)) & (size - 1);
      while (table[slot] != null) {
        slot = (slot + 1) & (size - 1);
      }
      table[slot] = name;
    }
    return new AllowedHeaders(names.contains("*"), table, new HeaderPatterns(patterns));
  }

  /** Whether every header is allowed. */
  public boolean isAny() {
    return any;
  }

  /**
   * Checks one line of requested names: optional white space, any case and empty elements are fine
   * (RFC 9110 section 5.6.1).
   *
   * @param namesBefore how many names the lines before held
   * @return how many names there were with this line, or {@link #REFUSED}
   */
  public int check(String line, int namesBefore) {
    int names = namesBefore;
    int i = 0;
    int length = line.length();
    while (i < length) {
      char c = line.charAt(i);
      if (c == ',' || c == ' ' || c == '\t') {
        i++;
        continue;
      }
      int from = i;
      int hash = 0;
      while (i < length && Token.isTokenChar(line.charAt(i))) {
        hash = 31 * hash + Token.lower(line.charAt(i));
        i++;
      }
      int to = i;
      while (i < length && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
        i++;
      }
      if (from == to || (i < length && line.charAt(i) != ',') || ++names > MAX_NAMES) {
        return REFUSED;
      }
      if (!any && !covers(line, from, to, hash)) {
        return REFUSED;
      }
    }
    return names;
  }

  private boolean covers(String line, int from, int to, int hash) {
    int mask = table.length - 1;
    int length = to - from;
    for (int slot = Hashes.mix(hash) & mask; table[slot] != null; slot = (slot + 1) & mask) {
      String name = table[slot];
      if (name.length() == length && line.regionMatches(true, from, name, 0, length)) {
        return true;
      }
    }
    return patterns.covers(line, from, to);
  }
}
