package io.bucketcors.match;

/** Hashing for open-addressed tables. */
final class Hash {
  private Hash() {}

  /** Spreads all bits into the low ones; unmixed, similar origins end up in long clusters. */
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
