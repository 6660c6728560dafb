package io.bucketcors.header;

import java.util.Arrays;

/**
 * The lists of allowed headers that have one name or pattern, by their numbers. Takes no more room
 * than the names took where they were written: bits where they are many, numbers where they are
 * few. Immutable.
 */
final class ListSet {
  /** Ascending numbers; none where there are bits. */
  private final int[] numbers;

  private final long[] bits;

  private ListSet(int[] numbers, long[] bits) {
    this.numbers = numbers;
    this.bits = bits;
  }

  /** Numbers being collected, ascending. */
  static final class Builder {
    private int[] numbers = new int[2];
    private int size;

    void add(int list) {
      if (size > 0 && numbers[size - 1] == list) {
        return;
      }
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = list;
    }

    /**
     * @param lists how many lists there are
     */
    ListSet build(int lists) {
      int words = words(lists);
      if (size < 2 * words) {
        return new ListSet(Arrays.copyOf(numbers, size), new long[0]);
      }
      long[] bits = new long[words];
      for (int i = 0; i < size; i++) {
        bits[numbers[i] >> 6] |= 1L << numbers[i];
      }
      return new ListSet(new int[0], bits);
    }
  }

  /** How many words of bits so many lists take. */
  static int words(int lists) {
    return (lists + 63) >> 6;
  }

  /** Adds these lists to others. */
  void addTo(long[] others) {
    for (int i = 0; i < bits.length; i++) {
      others[i] |= bits[i];
    }
    for (int number : numbers) {
      others[number >> 6] |= 1L << number;
    }
  }

  /** Leaves only these of other lists; says whether any are left. */
  boolean retainIn(long[] others) {
    long left = 0;
    if (bits.length > 0) {
      for (int i = 0; i < others.length; i++) {
        others[i] &= bits[i];
        left |= others[i];
      }
      return left != 0;
    }
    int next = 0;
    for (int i = 0; i < others.length; i++) {
      long kept = 0;
      for (; next < numbers.length && numbers[next] >> 6 == i; next++) {
        kept |= 1L << numbers[next];
      }
      others[i] &= kept;
      left |= others[i];
    }
    return left != 0;
  }
}
