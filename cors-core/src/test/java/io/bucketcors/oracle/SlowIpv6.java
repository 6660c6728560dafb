package io.bucketcors.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Expands an IPv6 address to eight numbers and writes it by the book. */
final class SlowIpv6 {
  private SlowIpv6() {}

  /** The address as RFC 5952 writes it, or nothing where the text is none. */
  static Optional<String> read(String text) {
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    int gap = text.indexOf("::");
    if (gap >= 0) {
      addPieces(left, text.substring(0, gap));
      addPieces(right, text.substring(gap + 2));
    } else {
      addPieces(left, text);
    }
    int missing = 8 - left.size() - right.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(left);
    for (int i = 0; i < missing; i++) {
      all.add("0");
    }
    all.addAll(right);
    int[] numbers = new int[8];
    for (int i = 0; i < 8; i++) {
      if (!all.get(i).matches("[0-9a-fA-F]{1,4}")) {
        return Optional.empty();
      }
      numbers[i] = Integer.parseInt(all.get(i), 16);
    }
    return Optional.of(written(numbers));
  }

  private static void addPieces(List<String> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.addAll(Arrays.asList(text.split(":", -1)));
    }
  }

  /** RFC 5952: the first of the longest runs of two or more zeros becomes a double colon. */
  private static String written(int[] numbers) {
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int length = 0;
      while (start + length < 8 && numbers[start + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    if (bestStart < 0) {
      return hex(numbers, 0, 8);
    }
    return hex(numbers, 0, bestStart) + "::" + hex(numbers, bestStart + bestLength, 8);
  }

  private static String hex(int[] numbers, int from, int to) {
    List<String> pieces = new ArrayList<>();
    for (int i = from; i < to; i++) {
      pieces.add(Integer.toHexString(numbers[i]));
    }
    return String.join(":", pieces);
  }
}
