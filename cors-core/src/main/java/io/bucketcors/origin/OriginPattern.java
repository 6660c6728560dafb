package io.bucketcors.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One allowed origin as a rule lists it: any origin, the opaque origin {@code null}, one exact
 * origin, or a pattern with wildcards. Matching here is the obvious way; indexes do it faster.
 *
 * @param text the pattern as it was written
 * @param kind what it stands for
 * @param schemes the schemes it covers; two only for a wildcard in the scheme; empty in raw text
 * @param prefix what the host starts with; all of the host where it has no wildcard
 * @param suffix what the host ends with, or null where the host has no wildcard
 * @param port the port, 0 for none, {@link #ANY_PORT} for any or none
 */
public record OriginPattern(
    String text, Kind kind, List<String> schemes, String prefix, @Nullable String suffix, int port)
    implements OriginReading {

  /** Any port, also none. */
  public static final int ANY_PORT = -1;

  /** What a pattern stands for. */
  public enum Kind {
    /** {@code *}. */
    ANY,
    /** {@code null}. */
    NULL,
    /** One origin. */
    EXACT,
    /** {@code *.} before a host: one or more whole labels; or {@code *} as the port only. */
    BOUNDED,
    /** {@code *} anywhere else. */
    UNBOUNDED,
    /** Dialects that stand in for a bucket: text with one {@code *} for any characters. */
    RAW
  }

  /** Reads a pattern of dialect {@code standard}; says what is wrong with it where it is none. */
  public static OriginReading read(String text) {
    OriginPattern pattern = OriginPatternReader.read(text);
    return pattern != null ? pattern : OriginMistakes.explain(text);
  }

  /**
   * A pattern of a dialect that takes origins for raw text: any text, case-sensitive, the first
   * {@code *} stands for any characters, none included.
   */
  public static OriginPattern raw(String text) {
    if (text.equals("*")) {
      return new OriginPattern(text, Kind.ANY, List.of(), "", "", ANY_PORT);
    }
    int star = text.indexOf('*');
    return star < 0
        ? new OriginPattern(text, Kind.EXACT, List.of(), text, null, 0)
        : new OriginPattern(
            text, Kind.RAW, List.of(), text.substring(0, star), text.substring(star + 1), 0);
  }

  /** Whether the pattern matches an origin of which {@link SerializedOrigin#read} gave parts. */
  public boolean matches(String origin, long parts) {
    return switch (kind) {
      case ANY -> true;
      case NULL -> origin.equals("null");
      case EXACT -> origin.equals(text);
      case RAW -> spans(origin, 0, origin.length());
      case BOUNDED, UNBOUNDED ->
          parts != SerializedOrigin.MALFORMED
              && matchesScheme(origin, SerializedOrigin.hostStart(parts) - 3)
              && (port == ANY_PORT || port == SerializedOrigin.port(parts))
              && matchesHost(origin, parts);
    };
  }

  private boolean matchesScheme(String origin, int schemeEnd) {
    for (String scheme : schemes) {
      if (scheme.length() == schemeEnd && origin.startsWith(scheme)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesHost(String origin, long parts) {
    int start = SerializedOrigin.hostStart(parts);
    int end = SerializedOrigin.hostEnd(parts);
    if (suffix == null) {
      return end - start == prefix.length() && origin.startsWith(prefix, start);
    }
    return spans(origin, start, end);
  }

  private boolean spans(String origin, int start, int end) {
    String tail = suffix == null ? "" : suffix;
    // "*." stands for at least one label, so the dot alone must not be all there is before.
    int least = kind == Kind.BOUNDED ? 1 : 0;
    return end - start >= prefix.length() + tail.length() + least
        && origin.startsWith(prefix, start)
        && origin.startsWith(tail, end - tail.length());
  }
}
