package io.bucketcors;

import java.util.ArrayList;
import java.util.List;

/** Every set of a few header names. */
final class SmallHeaders {
  private static final List<String> NAMES = List.of("a", "b", "aa", "ab", "ba", "q", "aqb");

  private SmallHeaders() {}

  /** One name, or all that can tell lists apart. */
  static List<List<String>> someSets() {
    return allSets().stream().filter(set -> set.size() <= 2).toList();
  }

  static List<List<String>> allSets() {
    List<List<String>> sets = new ArrayList<>();
    for (int bits = 0; bits < 1 << NAMES.size(); bits++) {
      List<String> set = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        if ((bits >> i & 1) != 0) {
          set.add(NAMES.get(i));
        }
      }
      sets.add(set);
    }
    return sets;
  }
}
