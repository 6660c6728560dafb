package io.bucketcors.text;

import java.util.SplittableRandom;

/**
 * Hashing of text, keyed by a seed that every process draws for itself. Names, origins and paths
 * come from strangers, in documents and in requests: with {@link String#hashCode} anybody can write
 * thousands of them that fall into one chain of a table.
 *
 * <p>A hash is a state of 64 bits that goes on character by character, in any direction, so that
 * parts of a text are hashed without being cut out: {@link #START}, then {@link #next}, then {@link
 * #slot}. {@link #of} is another, faster function for whole texts; the two do not mix.
 */
public final class TextHash {
  /** The state before the first character. */
  public static final long START;

  /** Odd, so that a step loses nothing; secret, so that nobody can compute where a step leads. */
  private static final long MULTIPLIER;

  static {
    // No SecureRandom: its providers would cost a start more than all rules do. Nobody outside
    // sees a hash, an order or a slot, so there is nothing to compute the seed from.
    SplittableRandom random =
        new SplittableRandom(System.nanoTime() ^ (long) System.identityHashCode(new Object()) << 32)
            .split();
    START = random.nextLong();
    MULTIPLIER = random.nextLong() | 1;
  }

  private TextHash() {}

  /** Goes on with one more character. */
  public static long next(long state, char c) {
    return (state ^ c) * MULTIPLIER;
  }

  /** The state after all characters of a text, from the first on. */
  public static long over(String text) {
    long state = START;
    for (int i = 0; i < text.length(); i++) {
      state = next(state, text.charAt(i));
    }
    return state;
  }

  /** Goes on with a number. */
  public static long next(long state, int number) {
    return (state ^ number) * MULTIPLIER;
  }

  /** Goes on with another hash, for the hash of several parts. */
  public static long join(long state, long other) {
    return (state ^ Long.rotateLeft(other, 29)) * MULTIPLIER;
  }

  /** The bits of a state that pick a slot; all bits of the state go into each of them. */
  public static int slot(long state) {
    long mixed = (state ^ state >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** The hash of a whole text. Four characters are taken at a time: they do not wait in line. */
  public static int of(String text) {
    long a = START;
    long b = ~START;
    long c = a;
    long d = b;
    int length = text.length();
    int i = 0;
    for (; i < length - 3; i += 4) {
      a = (a ^ text.charAt(i)) * MULTIPLIER;
      b = (b ^ text.charAt(i + 1)) * MULTIPLIER;
      c = (c ^ text.charAt(i + 2)) * MULTIPLIER;
      d = (d ^ text.charAt(i + 3)) * MULTIPLIER;
    }
    for (; i < length; i++) {
      a = (a ^ text.charAt(i)) * MULTIPLIER;
    }
    return slot(next(join(join(join(a, b), c), d), length));
  }

  /** A table size, a power of two, that leaves at least half of the slots empty. */
  public static int tableSize(int entries) {
    return Integer.highestOneBit(Math.max(1, entries)) << 2;
  }
}
