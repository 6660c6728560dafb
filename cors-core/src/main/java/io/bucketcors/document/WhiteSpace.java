package io.bucketcors.document;

/** White space as XML and JSON have it. */
final class WhiteSpace {
  private WhiteSpace() {}

  /** The text without it at both ends. */
  static String trim(String text) {
    String rest = trimStart(text);
    int end = rest.length();
    while (end > 0 && isSpace(rest.charAt(end - 1))) {
      end--;
    }
    return rest.substring(0, end);
  }

  static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
