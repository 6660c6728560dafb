package io.bucketcors.origin;

import org.jspecify.annotations.Nullable;

/** Ports, as browsers serialize them: decimal, no leading zero, never the scheme's default. */
final class Port {
  static final int MAX = 65535;

  private Port() {}

  /** Reads {@code :port}, from the colon to the end of the text; -1 where it is none. */
  static int read(String text, int colon, int schemeEnd) {
    int digits = text.length() - colon - 1;
    if (text.charAt(colon) != ':' || digits < 1 || digits > 5 || text.charAt(colon + 1) == '0') {
      return -1;
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Host.isDigit(c)) {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port > MAX || port == defaultOf(text, schemeEnd) ? -1 : port;
  }

  /**
   * The default port of the scheme that the text starts with, or 0.
   *
   * @see <a href="https://url.spec.whatwg.org/#special-scheme">URL, special schemes</a>
   */
  static int defaultOf(String text, int schemeEnd) {
    return switch (schemeEnd) {
      case 2 -> text.startsWith("ws") ? 80 : 0;
      case 3 -> text.startsWith("wss") ? 443 : text.startsWith("ftp") ? 21 : 0;
      case 4 -> text.startsWith("http") ? 80 : 0;
      case 5 -> text.startsWith("https") ? 443 : 0;
      default -> 0;
    };
  }

  /** The default port of a scheme for messages, or null where it has none. */
  static @Nullable Integer defaultOf(String scheme) {
    int port = defaultOf(scheme, scheme.length());
    return port == 0 ? null : port;
  }
}
