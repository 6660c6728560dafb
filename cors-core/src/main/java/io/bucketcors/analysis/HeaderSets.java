package io.bucketcors.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets of requested headers, enough to see every pair of rules decide that two lists of rules can
 * have decide on one preflight. Rule {@code i} of one and {@code j} of the other do so for some set
 * iff they do so for the largest that both cover; of that, only names are kept that an earlier rule
 * does not cover. So there are at most as many sets as pairs, where sets of names are without
 * number. Not thread-safe.
 */
public final class HeaderSets {
  private static final int MOST_NAMES = 100;

  private final HeaderClasses classes;
  private final Work work;
  private final BitSet all;
  private final Map<List<List<Integer>>, List<List<String>>> known = new HashMap<>();
  private final Map<List<Integer>, List<@Nullable List<String>>> escapes = new HashMap<>();

  public HeaderSets(HeaderClasses classes, Work work) {
    this.classes = classes;
    this.work = work;
    all = new BitSet();
    all.set(0, classes.size());
  }

  /**
   * The sets, each as small as it can be made by leaving out what does not matter.
   *
   * @param before the lists of allowed headers of the rules of one side, in order
   * @param after those of the other side
   */
  public List<List<String>> of(List<Integer> before, List<Integer> after) {
    return known.computeIfAbsent(List.of(before, after), key -> find(before, after));
  }

  private List<List<String>> find(List<Integer> before, List<Integer> after) {
    List<BitSet> first = undominated(before);
    List<BitSet> second = undominated(after);
    Set<BitSet> sets = new LinkedHashSet<>();
    for (int i = 0; i <= first.size(); i++) {
      for (int j = 0; j <= second.size(); j++) {
        if (!work.spend(1 + (i + j) / 8)) {
          break;
        }
        BitSet both = (BitSet) all.clone();
        if (i < first.size()) {
          both.and(first.get(i));
        }
        if (j < second.size()) {
          both.and(second.get(j));
        }
        BitSet least = new BitSet();
        boolean some = i + j < first.size() + second.size();
        if (some && escapes(both, first, i, least) && escapes(both, second, j, least)) {
          sets.add(least);
        }
      }
    }
    List<List<String>> found = new ArrayList<>();
    for (BitSet set : sets) {
      if (set.cardinality() > MOST_NAMES) {
        // Such a preflight is refused whatever the rules say; there may be a smaller one that is
        // not.
        work.leaveOut();
      } else {
        found.add(names(set));
      }
    }
    return found;
  }

  /**
   * For each list of one side a set of headers that it covers and none before it does; null where
   * there is none.
   */
  public List<@Nullable List<String>> escapes(List<Integer> lists) {
    return escapes.computeIfAbsent(lists, key -> findEscapes(lists));
  }

  private List<@Nullable List<String>> findEscapes(List<Integer> lists) {
    List<BitSet> kept = new ArrayList<>();
    List<@Nullable List<String>> found = new ArrayList<>();
    for (int list : lists) {
      BitSet covered = classes.covered(list);
      BitSet least = new BitSet();
      if (work.spend(1 + kept.size() / 8) && escapes(covered, kept, kept.size(), least)) {
        kept.add(covered);
        found.add(names(least));
      } else {
        found.add(null);
      }
    }
    return found;
  }

  private List<String> names(BitSet set) {
    return set.stream().mapToObj(classes::name).toList();
  }

  /** Leaves out rules that an earlier one covers, which decide on nothing. */
  private List<BitSet> undominated(List<Integer> lists) {
    List<BitSet> kept = new ArrayList<>();
    for (int list : new LinkedHashSet<>(lists)) {
      BitSet covered = classes.covered(list);
      if (!work.spend(1 + kept.size() / 8)) {
        break;
      }
      if (kept.stream().noneMatch(earlier -> isWithin(covered, earlier))) {
        kept.add(covered);
      }
    }
    return kept;
  }

  /** Whether no earlier rule covers the set; adds to the least set what keeps it so. */
  private static boolean escapes(BitSet set, List<BitSet> rules, int until, BitSet least) {
    for (int i = 0; i < until; i++) {
      BitSet rule = rules.get(i);
      if (isWithin(least, rule)) {
        int escape = set.nextSetBit(0);
        while (escape >= 0 && rule.get(escape)) {
          escape = set.nextSetBit(escape + 1);
        }
        if (escape < 0) {
          return false;
        }
        least.set(escape);
      }
    }
    return true;
  }

  private static boolean isWithin(BitSet part, BitSet whole) {
    for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
      if (!whole.get(i)) {
        return false;
      }
    }
    return true;
  }
}
