package io.bucketcors.header;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The lists of allowed headers that cover all that was read of one request so far; as a predicate,
 * the rules that have such a list. One thread's at a time.
 */
public final class CoveringLists implements IntPredicate {
  private final HeaderIndex index;
  private final int[] listOfRule;
  private final long[] covering;
  private final long[] ofOneName;

  CoveringLists(HeaderIndex index, int lists, int[] listOfRule) {
    this.index = index;
    this.listOfRule = listOfRule;
    covering = new long[ListSet.words(lists)];
    ofOneName = new long[covering.length];
  }

  /** All lists: nothing has been asked for yet. */
  void reset() {
    Arrays.fill(covering, -1L);
  }

  /** Leaves only the lists that cover one more name; says whether any are left. */
  boolean narrow(int number, String line, int from, int to) {
    if (index.isExactOnly()) {
      return number != HeaderNames.ABSENT && index.listsOfName(number).retainIn(covering);
    }
    Arrays.fill(ofOneName, 0);
    index.add(number, line, from, to, ofOneName);
    return retain();
  }

  private boolean retain() {
    long left = 0;
    for (int i = 0; i < covering.length; i++) {
      covering[i] &= ofOneName[i];
      left |= covering[i];
    }
    return left != 0;
  }

  /** How many rules there are to test. */
  int size() {
    return listOfRule.length;
  }

  @Override
  public boolean test(int rule) {
    int list = listOfRule[rule];
    return (covering[list >> 6] >>> list & 1) != 0;
  }
}
