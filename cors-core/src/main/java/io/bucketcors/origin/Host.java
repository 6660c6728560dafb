package io.bucketcors.origin;

/** Host names and IPv4 addresses, as browsers serialize them. */
final class Host {
  private static final boolean[] IS_LABEL_CHAR = new boolean[128];

  static {
    for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
      IS_LABEL_CHAR[c] = true;
    }
  }

  private Host() {}

  /**
   * Where the host name or IPv4 address that starts at {@code start} ends, or -1. Ends at a colon
   * or at the end of the text.
   */
  static int end(String text, int start) {
    int labelStart = start;
    int i = start;
    int textEnd = text.length();
    for (; i < textEnd; i++) {
      char c = text.charAt(i);
      if (isLabelChar(c)) {
        continue;
      }
      if (c == ':') {
        break;
      }
      if (c != '.' || i == labelStart || i - labelStart > SerializedOrigin.MAX_LABEL) {
        return -1;
      }
      labelStart = i + 1;
    }
    int length = i - start;
    // One trailing dot makes the last label empty; a dot alone was refused above.
    if (length == 0
        || length > SerializedOrigin.MAX_HOST
        || i - labelStart > SerializedOrigin.MAX_LABEL) {
      return -1;
    }
    // Decimal or hexadecimal, a number starts with a digit.
    boolean maybeNumber = labelStart == i || isDigit(text.charAt(labelStart));
    return maybeNumber && endsInNumber(text, start, i) && !isIpv4(text, start, i) ? -1 : i;
  }

  static boolean isLabelChar(char c) {
    return c < 128 && IS_LABEL_CHAR[c];
  }

  /**
   * Whether a browser would take the host for an IPv4 address (URL, "ends in a number"): its last
   * label, a trailing dot aside, is digits only or hexadecimal.
   */
  static boolean endsInNumber(String text, int start, int end) {
    int to = end > start && text.charAt(end - 1) == '.' ? end - 1 : end;
    int from = text.lastIndexOf('.', to - 1) + 1;
    from = Math.max(from, start);
    if (from == to) {
      return false;
    }
    if (to - from >= 2 && text.charAt(from) == '0' && text.charAt(from + 1) == 'x') {
      for (int i = from + 2; i < to; i++) {
        if (Character.digit(text.charAt(i), 16) < 0) {
          return false;
        }
      }
      return true;
    }
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Four decimal numbers up to 255 without leading zeros, and nothing else. */
  static boolean isIpv4(String text, int start, int end) {
    int numbers = 0;
    int i = start;
    while (i < end) {
      int from = i;
      int number = 0;
      while (i < end && isDigit(text.charAt(i)) && i - from < 3) {
        number = number * 10 + text.charAt(i) - '0';
        i++;
      }
      int digits = i - from;
      if (digits == 0 || number > 255 || (digits > 1 && text.charAt(from) == '0')) {
        return false;
      }
      numbers++;
      if (i == end) {
        return numbers == 4;
      }
      if (text.charAt(i) != '.') {
        return false;
      }
      i++;
    }
    return false;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
