package io.bucketcors.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules that list one origin, by method: ascending rule numbers, found without a scan. */
final class RulesByMethod {
  /** No rule. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int[] NO_RULES = {};

  private final int first;
  private final int[] keys;
  private final int[][] rules;
  private final int[] rulesForAnyMethod;

  private RulesByMethod(int first, int[] keys, int[][] rules, int[] rulesForAnyMethod) {
    this.first = first;
    this.keys = keys;
    this.rules = rules;
    this.rulesForAnyMethod = rulesForAnyMethod;
  }

  /**
   * @param candidates the rules that list the origin, at least one, ascending
   * @param methodsOf for each rule the numbers of the methods it lists
   * @param anyMethod the rules that list {@code *} as a method
   */
  static RulesByMethod of(int[] candidates, int[][] methodsOf, BitSet anyMethod) {
    Map<Integer, RuleList> byMethod = new LinkedHashMap<>();
    RuleList forAny = new RuleList();
    for (int rule : candidates) {
      if (anyMethod.get(rule)) {
        forAny.add(rule);
      } else {
        for (int method : methodsOf[rule]) {
          byMethod.computeIfAbsent(method, m -> new RuleList()).add(rule);
        }
      }
    }
    int size = Hash.tableSize(byMethod.size());
    int[] keys = new int[size];
    Arrays.fill(keys, MethodTable.OTHER);
    int[][] rules = new int[size][];
    byMethod.forEach(
        (method, list) -> {
          int slot = Hash.mix(method) & (size - 1);
          while (keys[slot] != MethodTable.OTHER) {
            slot = (slot + 1) & (size - 1);
          }
          keys[slot] = method;
          rules[slot] = list.toArray();
        });
    return new RulesByMethod(candidates[0], keys, rules, forAny.toArray());
  }

  /** The first rule above {@code after} that lists the method, or {@link #NONE}. */
  int next(int method, int after) {
    if (method == RuleIndex.WHATEVER_METHOD) {
      return first > after ? first : NONE;
    }
    return Math.min(next(rulesFor(method), after), next(rulesForAnyMethod, after));
  }

  private static int next(int[] list, int after) {
    if (list.length == 0) {
      return NONE;
    }
    if (after < list[0]) {
      return list[0];
    }
    int found = Arrays.binarySearch(list, after + 1);
    int at = found >= 0 ? found : -found - 1;
    return at == list.length ? NONE : list[at];
  }

  private int[] rulesFor(int method) {
    if (method != MethodTable.OTHER) {
      int mask = keys.length - 1;
      for (int slot = Hash.mix(method) & mask;
          keys[slot] != MethodTable.OTHER;
          slot = (slot + 1) & mask) {
        if (keys[slot] == method) {
          return rules[slot];
        }
      }
    }
    return NO_RULES;
  }
}
