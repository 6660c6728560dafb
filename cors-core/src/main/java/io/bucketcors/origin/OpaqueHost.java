package io.bucketcors.origin;

/**
 * Hosts of schemes that web views, extensions and programs have given themselves: text that means
 * nothing to a browser but itself. Nothing in it is decoded, folded or resolved, and none of it is
 * an address or a name in the DNS.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-opaque-host-parser">URL, opaque-host
 *     parser</a>
 */
final class OpaqueHost {
  /** What ends a host or is no part of one (URL, "forbidden host code point"), and the wildcard. */
  private static final String FORBIDDEN = "#/:<>?@[\\]^|*";

  private OpaqueHost() {}

  /**
   * Where the host that starts at {@code start} ends, or -1. Ends at a colon or at the end of the
   * text.
   */
  static int end(String text, int start) {
    int i = start;
    while (i < text.length() && isHostChar(text.charAt(i))) {
      i++;
    }
    int length = i - start;
    boolean ends = i == text.length() || text.charAt(i) == ':';
    return ends && length > 0 && length <= SerializedOrigin.MAX_HOST ? i : -1;
  }

  /** Visible ASCII: browsers write everything else as percent and two digits. */
  static boolean isHostChar(char c) {
    return c > 0x20 && c < 0x7f && FORBIDDEN.indexOf(c) < 0;
  }
}
