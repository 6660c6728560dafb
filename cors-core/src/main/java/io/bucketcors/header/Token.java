package io.bucketcors.header;

/**
 * The token of HTTP, which method and header names are made of (RFC 9110 section 5.6.2), and lists
 * of tokens (section 5.6.1), which requested headers are.
 */
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

  /**
   * Whether a list of tokens already is what {@link #appendList} would make of it, joined by a
   * comma alone as browsers send it. Then it can be sent back as it is.
   *
   * @param list tokens, commas, blanks and tabs only
   */
  public static boolean isCanonicalList(String list) {
    boolean afterToken = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == ',') {
        if (!afterToken) {
          return false;
        }
        afterToken = false;
      } else if (c == ' ' || c == '\t' || c >= 'A' && c <= 'Z') {
        return false;
      } else {
        afterToken = true;
      }
    }
    return afterToken;
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
