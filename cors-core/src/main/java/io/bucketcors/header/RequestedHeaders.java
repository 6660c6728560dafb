package io.bucketcors.header;

/** Writing requested names back: lower case, one separator, nothing but checked tokens. */
public final class RequestedHeaders {
  private RequestedHeaders() {}

  /**
   * Whether a checked line already is what {@link #append} would make of it, joined by a comma
   * alone as browsers send it. Then it can be sent back as it is.
   */
  public static boolean isCanonical(String line) {
    boolean afterName = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ',') {
        if (!afterName) {
          return false;
        }
        afterName = false;
      } else if (c == ' ' || c == '\t' || c >= 'A' && c <= 'Z') {
        return false;
      } else {
        afterName = true;
      }
    }
    return afterName;
  }

  /** Appends the names of a checked line in lower case, with the separator between any two. */
  public static void append(StringBuilder names, String line, String separator) {
    int i = 0;
    while (i < line.length()) {
      if (!Token.isTokenChar(line.charAt(i))) {
        i++;
        continue;
      }
      if (names.length() > 0) {
        names.append(separator);
      }
      while (i < line.length() && Token.isTokenChar(line.charAt(i))) {
        names.append(Token.lower(line.charAt(i++)));
      }
    }
  }
}
