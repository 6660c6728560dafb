package io.bucketcors.origin;

/**
 * IPv6 addresses in brackets, in the one spelling that browsers use: lower case, no leading zeros,
 * the first of the longest runs of at least two zero pieces written as {@code ::}, no dotted
 * decimals, no zone (RFC 5952 section 4, URL "IPv6 serializer").
 */
final class Ipv6 {
  private static final int PIECES = 8;

  private Ipv6() {}

  /** Where the bracketed address that starts at {@code start} ends, or -1. */
  static int end(String text, int start) {
    int i = start + 1;
    int pieces = 0;
    int compressedAt = -1;
    // Two bits a piece would do; a bit for "is zero" is enough to find the runs afterwards.
    int zeros = 0;
    if (text.startsWith("::", i)) {
      compressedAt = 0;
      i += 2;
    }
    while (i < text.length() && text.charAt(i) != ']') {
      int from = i;
      while (i < text.length() && isHex(text.charAt(i)) && i - from < 4) {
        i++;
      }
      int digits = i - from;
      if (digits == 0 || pieces == PIECES || (digits > 1 && text.charAt(from) == '0')) {
        return -1;
      }
      if (text.charAt(from) == '0') {
        zeros |= 1 << pieces;
      }
      pieces++;
      if (i == text.length()) {
        return -1;
      }
      if (text.charAt(i) == ':') {
        i++;
        if (i < text.length() && text.charAt(i) == ':') {
          if (compressedAt >= 0) {
            return -1;
          }
          compressedAt = pieces;
          i++;
        } else if (i < text.length() && text.charAt(i) == ']') {
          return -1;
        }
      } else if (text.charAt(i) != ']') {
        return -1;
      }
    }
    if (i >= text.length() || !isCanonical(pieces, compressedAt, zeros)) {
      return -1;
    }
    int end = i + 1;
    return end == text.length() || text.charAt(end) == ':' ? end : -1;
  }

  private static boolean isCanonical(int pieces, int compressedAt, int zeros) {
    if (compressedAt < 0) {
      return pieces == PIECES && longestRun(zeros) < 2;
    }
    int hidden = PIECES - pieces;
    if (hidden < 2) {
      return false;
    }
    // Put the hidden zeros back and see whether the browser would have hidden the same ones.
    int low = zeros & ((1 << compressedAt) - 1);
    int high = (zeros >>> compressedAt) << (compressedAt + hidden);
    int all = low | ((1 << hidden) - 1) << compressedAt | high;
    int longest = longestRun(all);
    return longest == hidden && firstRun(all, longest) == compressedAt;
  }

  private static int longestRun(int zeros) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < PIECES; i++) {
      run = (zeros & 1 << i) != 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static int firstRun(int zeros, int length) {
    int mask = (1 << length) - 1;
    for (int i = 0; i + length <= PIECES; i++) {
      if ((zeros >>> i & mask) == mask) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
