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
   * @param candidates the rules that list the origin
   * @param methodsOf for each rule the numbers of the methods it lists
   * @param anyMethod the rules that list {@code *} as a method
   */
  static RulesByMethod of(BitSet candidates, int[][] methodsOf, BitSet anyMethod) {
    Map<Integer, BitSet> byMethod = new LinkedHashMap<>();
    BitSet forAny = (BitSet) candidates.clone();
    forAny.and(anyMethod);
    for (int rule = candidates.nextSetBit(0); rule >= 0; rule = candidates.nextSetBit(rule + 1)) {
      for (int method : methodsOf[rule]) {
        byMethod.computeIfAbsent(method, m -> new BitSet()).set(rule);
      }
    }
    int size = Hash.tableSize(byMethod.size());
    int[] keys = new int[size];
    Arrays.fill(keys, MethodTable.OTHER);
    int[][] rules = new int[size][];
    byMethod.forEach(
        (method, set) -> {
          int slot = Hash.mix(method) & (size - 1);
          while (keys[slot] != MethodTable.OTHER) {
            slot = (slot + 1) & (size - 1);
          }
          keys[slot] = method;
          set.or(forAny);
          rules[slot] = set.stream().toArray();
        });
    return new RulesByMethod(
        candidates.nextSetBit(0),
        keys,
        rules,
        forAny.isEmpty() ? NO_RULES : forAny.stream().toArray());
  }

  /** The first rule above {@code after} that lists the method, or {@link #NONE}. */
  int next(int method, int after) {
    if (method == RuleIndex.WHATEVER_METHOD) {
      return first > after ? first : NONE;
    }
    int[] list = rulesFor(method);
    if (after < 0) {
      return list.length == 0 ? NONE : list[0];
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
    return rulesForAnyMethod;
  }
}
