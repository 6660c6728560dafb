package io.bucketcors.header;

/** The token of HTTP, which method and header names are made of (RFC 9110 section 5.6.2). */
public final class Token {
  private static final boolean[] IS_TOKEN_CHAR = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      IS_TOKEN_CHAR[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      IS_TOKEN_CHAR[c] = true;
      IS_TOKEN_CHAR[c - 'a' + 'A'] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      IS_TOKEN_CHAR[c] = true;
    }
  }

  private Token() {}

  public static boolean isTokenChar(char c) {
    return c < 128 && IS_TOKEN_CHAR[c];
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
