package io.bucketcors.origin;

/**
 * Reads a serialized origin, {@code scheme://host[:port]}, as browsers write it and in no other
 * way: an origin is compared as text, so every second spelling of one host would be a way around a
 * rule. Only web browsers' own schemes have domains for hosts; the host of any other scheme is
 * opaque, and keeps its case.
 *
 * <p>The result is packed into a {@code long}, so that reading allocates nothing. Length is checked
 * first: nothing here costs more than {@link #MAX_LENGTH} steps, however long the text.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-host-serializer">URL, host serializer</a>
 */
public final class SerializedOrigin {
  static final int MAX_SCHEME = 64;
  static final int MAX_HOST = 253;
  static final int MAX_LABEL = 63;
  private static final int MAX_PORT = 65535;

  /** The longest origin there can be: scheme, {@code ://}, host, {@code :65535}. */
  public static final int MAX_LENGTH = MAX_SCHEME + 3 + MAX_HOST + 6;

  /** What {@link #read} returns for text that is no origin. */
  public static final long MALFORMED = -1;

  private static final int PORT_BITS = 17;
  private static final int INDEX_BITS = 12;
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;

  private SerializedOrigin() {}

  /** The parts of the text as positions, or {@link #MALFORMED}. */
  public static long read(String text) {
    int length = text.length();
    if (length > MAX_LENGTH) {
      return MALFORMED;
    }
    // Nearly all of them.
    boolean https = text.startsWith("https://");
    int schemeEnd = https ? 5 : schemeEnd(text);
    if (!https
        && (schemeEnd < 0 || !text.startsWith("://", schemeEnd) || isFile(text, schemeEnd))) {
      return MALFORMED;
    }
    int hostStart = schemeEnd + 3;
    if (hostStart == length) {
      return MALFORMED;
    }
    int hostEnd;
    if (text.charAt(hostStart) == '[') {
      // IPv6 for every scheme: no other host holds a bracket.
      hostEnd = Ipv6.end(text, hostStart);
    } else {
      hostEnd =
          https || hasDomain(text, schemeEnd)
              ? Host.end(text, hostStart)
              : OpaqueHost.end(text, hostStart);
    }
    if (hostEnd < 0) {
      return MALFORMED;
    }
    int port = 0;
    if (hostEnd < length) {
      port = readPort(text, hostEnd, schemeEnd);
      if (port < 0) {
        return MALFORMED;
      }
    }
    return pack(hostStart, hostEnd, port);
  }

  /** Where the host starts, right after {@code ://}. */
  public static int hostStart(long parts) {
    return (int) (parts & INDEX_MASK);
  }

  /** Where the host ends: at the colon before the port, or at the end of the text. */
  public static int hostEnd(long parts) {
    return (int) (parts >>> INDEX_BITS) & INDEX_MASK;
  }

  /** The port, or 0 where the origin has none. */
  public static int port(long parts) {
    return (int) (parts >>> (2 * INDEX_BITS)) & ((1 << PORT_BITS) - 1);
  }

  private static long pack(int hostStart, int hostEnd, int port) {
    return hostStart | (long) hostEnd << INDEX_BITS | (long) port << (2 * INDEX_BITS);
  }

  /** The end of the scheme (RFC 3986 section 3.1, lower case only), or -1. */
  static int schemeEnd(String text) {
    int limit = Math.min(text.length(), MAX_SCHEME + 1);
    for (int i = 0; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!(c >= 'a' && c <= 'z')
          && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Whether the scheme's hosts are domains and IPv4 addresses. Those of all others are opaque.
   *
   * @see <a href="https://url.spec.whatwg.org/#is-special">URL, special</a>
   */
  static boolean hasDomain(String text, int schemeEnd) {
    // The special schemes are those with a default port, and file.
    return defaultPort(text, schemeEnd) != 0;
  }

  /**
   * The default port of the scheme that the text starts with, or 0.
   *
   * @see <a href="https://url.spec.whatwg.org/#special-scheme">URL, special schemes</a>
   */
  static int defaultPort(String text, int schemeEnd) {
    return switch (schemeEnd) {
      case 2 -> text.startsWith("ws") ? 80 : 0;
      case 3 -> text.startsWith("wss") ? 443 : text.startsWith("ftp") ? 21 : 0;
      case 4 -> text.startsWith("http") ? 80 : 0;
      case 5 -> text.startsWith("https") ? 443 : 0;
      default -> 0;
    };
  }

  /**
   * Reads {@code :port}, from the colon to the end of the text: decimal, no leading zero, never the
   * scheme's default; -1 where it is none.
   */
  static int readPort(String text, int colon, int schemeEnd) {
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
    return port > MAX_PORT || port == defaultPort(text, schemeEnd) ? -1 : port;
  }

  /**
   * A browser sends {@code null} for a page from a file. What does send {@code file://}, Chromium
   * with a flag and web views of Cordova, does so for every file there is.
   */
  static boolean isFile(String text, int schemeEnd) {
    return schemeEnd == 4 && text.startsWith("file");
  }
}
