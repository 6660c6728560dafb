package io.bucketcors.match;

import io.bucketcors.text.TextLists;
import io.bucketcors.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * For each rule the numbers of the methods that it lists, for those who compile tables. Equal lists
 * share one array.
 */
final class RuleMethods {
  /** Stands for {@code *}; told from an empty list by being this very array. */
  private static final int[] ANY = {};

  private final TextTable names = new TextTable();
  private final int[][] methods;

  RuleMethods(List<List<String>> listed) {
    TextLists distinct = new TextLists();
    List<int[]> shared = new ArrayList<>();
    methods = new int[listed.size()][];
    for (int rule = 0; rule < methods.length; rule++) {
      int number = distinct.add(listed.get(rule));
      if (number == shared.size()) {
        shared.add(numbers(listed.get(rule)));
      }
      methods[rule] = shared.get(number);
    }
  }

  private int[] numbers(List<String> listed) {
    return listed.contains("*") ? ANY : listed.stream().mapToInt(names::add).toArray();
  }

  /** The methods by their numbers. */
  TextTable names() {
    return names;
  }

  /** Whether the rule lists {@code *}. */
  boolean isAny(int rule) {
    return methods[rule] == ANY;
  }

  /** The numbers of the listed methods, maybe some of them twice; none where the rule has *. */
  int[] of(int rule) {
    return methods[rule];
  }
}
