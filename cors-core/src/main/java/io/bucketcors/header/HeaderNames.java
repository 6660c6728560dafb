package io.bucketcors.header;

import io.bucketcors.text.TextHash;
import java.util.Arrays;

/**
 * Header names, found where they stand in a line, whatever their case. Numbered from 0 in the order
 * in which they are added. Finding allocates nothing and takes no lock once nothing is added.
 */
final class HeaderNames {
  static final int ABSENT = -1;

  /** So few are sooner compared than hashed: most rules allow a handful of headers. */
  private static final int FEW = 6;

  private final String[] few = new String[FEW];
  private String[] names = new String[TextHash.tableSize(1)];
  private int[] numbers = new int[names.length];
  private int size;

  /** The number of the name, a new one where it was not there. */
  int add(String name) {
    String lower = Token.lower(name);
    int slot = slot(hash(lower), lower, 0, lower.length());
    if (names[slot] != null) {
      return numbers[slot];
    }
    if (2 * size >= names.length) {
      grow();
      slot = slot(hash(lower), lower, 0, lower.length());
    }
    names[slot] = lower;
    numbers[slot] = size;
    if (size < FEW) {
      few[size] = lower;
    }
    return size++;
  }

  /**
   * The number of the name that starts at an index, in lower case, and ends before a comma or with
   * the text; {@link #ABSENT} where there is none, or where there are too many to try. Comparing
   * costs less than reading character by character what may be a name.
   */
  int startingAt(String text, int from) {
    if (size > FEW) {
      return ABSENT;
    }
    int length = text.length();
    for (int i = 0; i < size; i++) {
      int end = from + few[i].length();
      // The end first: it tells most names apart.
      if ((end >= length || text.charAt(end) == ',') && text.startsWith(few[i], from)) {
        return i;
      }
    }
    return ABSENT;
  }

  int length(int number) {
    return few[number].length();
  }

  /** The number of the name that stands in a text, or {@link #ABSENT}. */
  int find(String text, int from, int to) {
    if (size > FEW) {
      return find(hash(text, from, to), text, from, to);
    }
    for (int i = 0; i < size; i++) {
      if (is(few[i], text, from, to)) {
        return i;
      }
    }
    return ABSENT;
  }

  /**
   * As {@link #find(String, int, int)}, where the hash is known.
   *
   * @param hash what {@link TextHash#next} made of its characters in lower case
   */
  int find(long hash, String text, int from, int to) {
    int slot = slot(hash, text, from, to);
    return names[slot] == null ? ABSENT : numbers[slot];
  }

  int find(String name) {
    return find(name, 0, name.length());
  }

  private int slot(long hash, String text, int from, int to) {
    int mask = names.length - 1;
    int slot = TextHash.slot(hash) & mask;
    while (names[slot] != null && !is(names[slot], text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Whether a name in lower case stands in a text, there in any case. */
  static boolean is(String lower, String text, int from, int to) {
    if (lower.length() != to - from) {
      return false;
    }
    // Browsers send names in lower case.
    if (text.startsWith(lower, from)) {
      return true;
    }
    for (int i = 0; i < lower.length(); i++) {
      if (Token.lower(text.charAt(from + i)) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static long hash(String name) {
    return hash(name, 0, name.length());
  }

  private static long hash(String text, int from, int to) {
    long hash = TextHash.START;
    for (int i = from; i < to; i++) {
      hash = TextHash.next(hash, Token.lower(text.charAt(i)));
    }
    return hash;
  }

  private void grow() {
    String[] oldNames = names;
    int[] oldNumbers = numbers;
    names = new String[2 * oldNames.length];
    numbers = Arrays.copyOf(oldNumbers, names.length);
    for (int old = 0; old < oldNames.length; old++) {
      String name = oldNames[old];
      if (name != null) {
        int slot = slot(hash(name), name, 0, name.length());
        names[slot] = name;
        numbers[slot] = oldNumbers[old];
      }
    }
  }
}
