package io.bucketcors.header;

/**
 * The token of HTTP, which method and header names are made of (RFC 9110 section 5.6.2), and lists
 * of tokens (section 5.6.1), which requested headers are.
 */
public final class Token {
  /** For each ASCII character what it is in lower case, or 0 where no token can have it. */
  private static final char[] LOWER = new char[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      LOWER[c] = c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      LOWER[c] = c;
      LOWER[c - 'a' + 'A'] = c;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      LOWER[c] = c;
    }
  }

  private Token() {}

  public static boolean isTokenChar(char c) {
    return lowerTokenChar(c) != 0;
  }

  /** The character in lower case, or 0 where no token can have it. */
  static char lowerTokenChar(char c) {
    return c < 128 ? LOWER[c] : 0;
  }

  /** Whether the whole text is one token. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Appends the tokens of a list in lower case, with the separator between any two; nothing else of
   * the list is written.
   */
  public static void appendList(StringBuilder tokens, String list, String separator) {
    int i = 0;
    while (i < list.length()) {
      if (!isTokenChar(list.charAt(i))) {
        i++;
        continue;
      }
      if (tokens.length() > 0) {
        tokens.append(separator);
      }
      while (i < list.length() && isTokenChar(list.charAt(i))) {
        tokens.append(lower(list.charAt(i++)));
      }
    }
  }

  /** The text in ASCII lower case, whatever the locale. */
  static String lower(String text) {
    StringBuilder lower = null;
    for (int i = 0; i < text.length(); i++) {
      char c = lower(text.charAt(i));
      if (lower == null && c != text.charAt(i)) {
        lower = new StringBuilder(text);
      }
      if (lower != null) {
        lower.setCharAt(i, c);
      }
    }
    return lower == null ? text : lower.toString();
  }

  /** ASCII lower case, whatever the locale. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
