package io.bucketcors.header;

/** Hashing of header names, which are ASCII and whose case does not matter. */
final class Hashes {
  private Hashes() {}

  /** Goes on with a hash over a part of the text. */
  static int of(String text, int from, int to, int before) {
    int hash = before;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + Token.lower(text.charAt(i));
    }
    return hash;
  }

  /** Spreads all bits into the low ones; unmixed, long lists of similar names cluster. */
  static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    mixed ^= mixed >>> 15;
    mixed *= 0x85EBCA6B;
    return mixed ^ mixed >>> 13;
  }

  /** A table size, a power of two, that leaves at least half of the slots empty. */
  static int tableSize(int entries) {
    return Integer.highestOneBit(Math.max(1, entries)) << 2;
  }
}
