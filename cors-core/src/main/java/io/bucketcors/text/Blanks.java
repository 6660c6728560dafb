package io.bucketcors.text;

/** White space of any kind: what editors, web pages and office programs leave in a value. */
public final class Blanks {
  private Blanks() {}

  /** Whether a character takes room without being seen, or is not seen at all. */
  public static boolean isBlank(char c) {
    return c <= ' '
        || c >= 0x7f && c <= 0xa0
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        // Soft hyphen, zero-width space and joiners, direction marks, byte order mark.
        || Character.getType(c) == Character.FORMAT;
  }

  /** The text without such characters at its ends. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The first such character's offset, or -1. */
  public static int find(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBlank(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** What the character is called. */
  public static String name(char c) {
    return switch (c) {
      case ' ' -> "a blank";
      case '\t' -> "a tab";
      case '\n', '\r', '\u0085', '\u2028', '\u2029' -> "a line end";
      case '\u00a0', '\u202f' -> "a no-break space" + number(c);
      case '\u200b' -> "a zero-width space" + number(c);
      case '\ufeff' -> "a byte order mark" + number(c);
      default ->
          (Character.isSpaceChar(c)
                  ? "a space"
                  : c < 0xa0 ? "a control character" : "a character that is not seen")
              + number(c);
    };
  }

  private static String number(char c) {
    return String.format(" (U+%04X)", (int) c);
  }
}
