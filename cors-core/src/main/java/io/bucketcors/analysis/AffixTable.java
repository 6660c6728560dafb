package io.bucketcors.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which of many patterns match a text. */
final class AffixTable {
  private final Map<String, List<Integer>> exact = new HashMap<>();

  /** By what a text ends with, then by what it starts with. */
  private final Map<String, TreeMap<String, List<Affix>>> bySuffix = new HashMap<>();

  private final TreeSet<Integer> suffixLengths = new TreeSet<>();
  private final TreeSet<Integer> prefixLengths = new TreeSet<>();

  void addExact(int pattern, String text) {
    exact.computeIfAbsent(text, key -> new ArrayList<>(1)).add(pattern);
  }

  void add(Affix affix) {
    bySuffix
        .computeIfAbsent(affix.suffix(), key -> new TreeMap<>())
        .computeIfAbsent(affix.prefix(), key -> new ArrayList<>(1))
        .add(affix);
    suffixLengths.add(affix.suffix().length());
    prefixLengths.add(affix.prefix().length());
  }

  Collection<String> exactTexts() {
    return exact.keySet();
  }

  /** All of the patterns with a {@code *}, by their ends. */
  Map<String, TreeMap<String, List<Affix>>> bySuffix() {
    return bySuffix;
  }

  /** What of the listed suffixes a text ends with, the shortest first. */
  List<String> suffixesOf(String text) {
    List<String> found = new ArrayList<>();
    for (int length : suffixLengths) {
      if (length > text.length()) {
        break;
      }
      String suffix = text.substring(text.length() - length);
      if (bySuffix.containsKey(suffix)) {
        found.add(suffix);
      }
    }
    return found;
  }

  /** The patterns that match a text, ascending. */
  List<Integer> matching(String text) {
    TreeSet<Integer> found = new TreeSet<>(exact.getOrDefault(text, List.of()));
    collect(text, text, affix -> affix.matches(text), found);
    return List.copyOf(found);
  }

  /** The patterns that match what starts with one text and ends with another. */
  List<Integer> matching(String start, String end, boolean dotted) {
    TreeSet<Integer> found = new TreeSet<>();
    collect(start, end, affix -> affix.matches(start, end, dotted), found);
    return List.copyOf(found);
  }

  private void collect(String start, String end, Predicate<Affix> matches, TreeSet<Integer> found) {
    for (String suffix : suffixesOf(end)) {
      TreeMap<String, List<Affix>> byPrefix = bySuffix.get(suffix);
      for (int length : prefixLengths) {
        if (length > start.length()) {
          break;
        }
        List<Affix> affixes = byPrefix.get(start.substring(0, length));
        if (affixes != null) {
          affixes.stream().filter(matches).forEach(affix -> found.add(affix.pattern()));
        }
      }
    }
  }
}
