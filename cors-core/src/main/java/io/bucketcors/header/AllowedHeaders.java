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
  private final String[] prefixes;
  private final String[] suffixes;

  private AllowedHeaders(boolean any, String[] table, String[] prefixes, String[] suffixes) {
    this.any = any;
    this.table = table;
    this.prefixes = prefixes;
    this.suffixes = suffixes;
  }

  /** Compiles names, patterns with one {@code *}, or {@code *}; any case. */
  public static AllowedHeaders of(Collection<String> names) {
    List<String> exact = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    boolean any = false;
    for (String name : names) {
      int star = name.indexOf('*');
      if (name.equals("*")) {
        any = true;
      } else if (star >= 0) {
        prefixes.add(name.substring(0, star));
        suffixes.add(name.substring(star + 1));
      } else {
        exact.add(name);
      }
    }
    int size = Integer.highestOneBit(Math.max(1, exact.size())) << 2;
    String[] table = new String[size];
    for (String name : exact) {
      int slot = hash(name, 0, name.length()) & (size - 1);
      while (table[slot] != null && !table[slot].equalsIgnoreCase(name)) {
        slot = (slot + 1) & (size - 1);
      }
      table[slot] = name;
    }
    return new AllowedHeaders(
        any, table, prefixes.toArray(String[]::new), suffixes.toArray(String[]::new));
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
      if (!any && !covers(line, from, to, mix(hash))) {
        return REFUSED;
      }
    }
    return names;
  }

  private boolean covers(String line, int from, int to, int hash) {
    int mask = table.length - 1;
    int length = to - from;
    for (int slot = hash & mask; table[slot] != null; slot = (slot + 1) & mask) {
      String name = table[slot];
      if (name.length() == length && line.regionMatches(true, from, name, 0, length)) {
        return true;
      }
    }
    for (int i = 0; i < prefixes.length; i++) {
      String prefix = prefixes[i];
      String suffix = suffixes[i];
      if (prefix.length() + suffix.length() <= length
          && line.regionMatches(true, from, prefix, 0, prefix.length())
          && line.regionMatches(true, to - suffix.length(), suffix, 0, suffix.length())) {
        return true;
      }
    }
    return false;
  }

  private static int hash(String name, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + Token.lower(name.charAt(i));
    }
    return mix(hash);
  }

  /** Spreads the low bits; unmixed, long lists of similar names cluster. */
  private static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ mixed >>> 16;
  }
}
