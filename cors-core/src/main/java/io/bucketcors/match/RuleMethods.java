package io.bucketcors.match;

import java.util.List;

/** For each rule the numbers of the methods that it lists. */
final class RuleMethods {
  private final int[][] methods;
  private final boolean[] any;

  RuleMethods(List<List<String>> names, TextTable table) {
    methods = new int[names.size()][];
    any = new boolean[methods.length];
    for (int rule = 0; rule < methods.length; rule++) {
      List<String> listed = names.get(rule);
      any[rule] = listed.contains("*");
      int[] numbers = new int[any[rule] ? 0 : listed.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = table.numberOf(listed.get(i));
      }
      methods[rule] = numbers;
    }
  }

  /** Whether the rule lists {@code *}. */
  boolean isAny(int rule) {
    return any[rule];
  }

  /** The numbers of the listed methods, maybe some of them twice; none where the rule has *. */
  int[] of(int rule) {
    return methods[rule];
  }

  boolean lists(int rule, int method) {
    if (any[rule]) {
      return true;
    }
    for (int listed : methods[rule]) {
      if (listed == method) {
        return true;
      }
    }
    return false;
  }
}
