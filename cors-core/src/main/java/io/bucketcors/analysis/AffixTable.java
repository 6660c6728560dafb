package io.bucketcors.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which of many patterns match a text. */
final class AffixTable {
  private final Map<String, List<Integer>> exact = new HashMap<>();

  /** By what a text ends with, then by what it starts with. */
  private final Map<String, NavigableMap<String, List<Affix>>> bySuffix = new HashMap<>();

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

  /** What patterns with a {@code *} end with. */
  Collection<String> suffixes() {
    return bySuffix.keySet();
  }

  /** The patterns with a {@code *} that end with a text, by what they start with. */
  NavigableMap<String, List<Affix>> withSuffix(String suffix) {
    return bySuffix.getOrDefault(suffix, Collections.emptyNavigableMap());
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
      NavigableMap<String, List<Affix>> byPrefix = withSuffix(suffix);
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
