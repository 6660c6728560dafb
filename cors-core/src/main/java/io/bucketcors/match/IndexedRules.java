package io.bucketcors.match;

import io.bucketcors.text.TextHash;
import io.bucketcors.text.TextTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Many rules of one origin: ascending rule numbers for each method, found without a scan. */
final class IndexedRules implements RulesByMethod {
  private static final int[] NO_RULES = {};

  private final int[] keys;
  private final int[][] rules;
  private final int[] rulesForAnyMethod;

  IndexedRules(int[] candidates, RuleMethods methods) {
    Map<Integer, RuleList> byMethod = new LinkedHashMap<>();
    RuleList forAny = new RuleList();
    for (int rule : candidates) {
      if (methods.isAny(rule)) {
        forAny.add(rule);
      } else {
        for (int method : methods.of(rule)) {
          byMethod.computeIfAbsent(method, m -> new RuleList()).add(rule);
        }
      }
    }
    rulesForAnyMethod = forAny.toArray();
    int size = TextHash.tableSize(byMethod.size());
    keys = new int[size];
    Arrays.fill(keys, TextTable.ABSENT);
    rules = new int[size][];
    byMethod.forEach(
        (method, list) -> {
          int slot = slot(method) & (size - 1);
          while (keys[slot] != TextTable.ABSENT) {
            slot = (slot + 1) & (size - 1);
          }
          keys[slot] = method;
          rules[slot] = list.toArray();
        });
  }

  @Override
  public int first(int method, @Nullable IntPredicate only) {
    return Math.min(first(rulesFor(method), only), first(rulesForAnyMethod, only));
  }

  private static int first(int[] list, @Nullable IntPredicate only) {
    int at = 0;
    if (only != null) {
      while (at < list.length && !only.test(list[at])) {
        at++;
      }
    }
    return at == list.length ? NONE : list[at];
  }

  private static int slot(int method) {
    return TextHash.slot(TextHash.next(TextHash.START, method));
  }

  private int[] rulesFor(int method) {
    if (method != TextTable.ABSENT) {
      int mask = keys.length - 1;
      for (int slot = slot(method) & mask;
          keys[slot] != TextTable.ABSENT;
          slot = (slot + 1) & mask) {
        if (keys[slot] == method) {
          return rules[slot];
        }
      }
    }
    return NO_RULES;
  }
}
