package io.bucketcors.text;

/**
 * Numbers distinct texts from 0, in the order in which they are added. Open addressing; the hashes
 * stand together in one array, so that a text that is not there is told apart without a look at
 * those that are. Looking up takes no lock once nothing is added any more.
 */
public final class TextTable {
  /** The number of every text that is not in the table. */
  public static final int ABSENT = -1;

  private static final int EMPTY = 0;

  /** So few are sooner compared than hashed: most apps have an origin or two, and few methods. */
  private static final int FEW = 6;

  private final String[] few = new String[FEW];
  private int[] hashes = new int[TextHash.tableSize(1)];
  private String[] texts = new String[hashes.length];
  private int[] numbers = new int[hashes.length];
  private int size;
  private int longest;

  /** The number of the text, a new one where it was not there. */
  public int add(String text) {
    int hash = hash(text);
    int slot = slot(hash, text);
    if (hashes[slot] != EMPTY) {
      return numbers[slot];
    }
    if (2 * size >= hashes.length) {
      grow();
      slot = slot(hash, text);
    }
    hashes[slot] = hash;
    texts[slot] = text;
    numbers[slot] = size;
    if (size < FEW) {
      few[size] = text;
    }
    longest = Math.max(longest, text.length());
    return size++;
  }

  public int numberOf(String text) {
    // Before hashing: what is longer than every text here costs nothing.
    if (text.length() > longest) {
      return ABSENT;
    }
    if (size <= FEW) {
      return numberAmongFew(text);
    }
    int slot = slot(hash(text), text);
    return hashes[slot] == EMPTY ? ABSENT : numbers[slot];
  }

  private int numberAmongFew(String text) {
    for (int i = 0; i < size; i++) {
      if (few[i].equals(text)) {
        return i;
      }
    }
    return ABSENT;
  }

  /** Where the text is, or the empty slot where it would be. */
  private int slot(int hash, String text) {
    int mask = hashes.length - 1;
    int slot = hash & mask;
    while (hashes[slot] != EMPTY && !(hashes[slot] == hash && texts[slot].equals(text))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldHashes = hashes;
    String[] oldTexts = texts;
    int[] oldNumbers = numbers;
    hashes = new int[2 * oldHashes.length];
    texts = new String[hashes.length];
    numbers = new int[hashes.length];
    for (int old = 0; old < oldHashes.length; old++) {
      if (oldHashes[old] != EMPTY) {
        int slot = slot(oldHashes[old], oldTexts[old]);
        hashes[slot] = oldHashes[old];
        texts[slot] = oldTexts[old];
        numbers[slot] = oldNumbers[old];
      }
    }
  }

  private static int hash(String text) {
    int hash = TextHash.of(text);
    return hash == EMPTY ? 1 : hash;
  }
}
