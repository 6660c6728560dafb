package io.bucketcors.match;

import java.util.Collection;

/**
 * Numbers distinct texts from 0, in their order. Open addressing; the hashes stand together in one
 * array, so that a text that is not there is told apart without a look at those that are.
 */
final class TextTable {
  /** The number of every text that is not in the table. */
  static final int ABSENT = -1;

  private static final int EMPTY = 0;

  private final int[] hashes;
  private final String[] texts;
  private final int[] numbers;

  TextTable(Collection<String> distinct) {
    int size = Hash.tableSize(distinct.size());
    hashes = new int[size];
    texts = new String[size];
    numbers = new int[size];
    int number = 0;
    for (String text : distinct) {
      int hash = hash(text);
      int slot = hash & (size - 1);
      while (hashes[slot] != EMPTY) {
        slot = (slot + 1) & (size - 1);
      }
      hashes[slot] = hash;
      texts[slot] = text;
      numbers[slot] = number++;
    }
  }

  int numberOf(String text) {
    int hash = hash(text);
    int mask = hashes.length - 1;
    for (int slot = hash & mask; hashes[slot] != EMPTY; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash && texts[slot].equals(text)) {
        return numbers[slot];
      }
    }
    return ABSENT;
  }

  private static int hash(String text) {
    int hash = Hash.mix(text.hashCode());
    return hash == EMPTY ? 1 : hash;
  }
}
