package io.bucketcors.match;

import java.util.Arrays;

/** Ascending rule numbers, being collected. A bit set would take a word for every rule there is. */
final class RuleList {
  private int[] rules = new int[2];
  private int size;

  /** Adds a rule that is not below those already there. */
  void add(int rule) {
    if (size > 0 && rules[size - 1] == rule) {
      return;
    }
    if (size == rules.length) {
      rules = Arrays.copyOf(rules, 2 * size);
    }
    rules[size++] = rule;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int[] toArray() {
    return Arrays.copyOf(rules, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleList list
        && Arrays.equals(rules, 0, size, list.rules, 0, list.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + rules[i];
    }
    return hash;
  }
}
