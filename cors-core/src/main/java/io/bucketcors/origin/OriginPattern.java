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
    /** {@code *.} before a domain: one or more whole labels; or {@code *} as the port only. */
    BOUNDED,
    /** {@code *} inside one label of a domain, or in place of one: text without a dot. */
    LABEL,
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
      case BOUNDED, LABEL, UNBOUNDED ->
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
    String tail = tail();
    return origin.startsWith(prefix, start)
        && end - tail.length() >= start
        && origin.startsWith(tail, end - tail.length())
        && covers(origin, start + prefix.length(), end - tail.length());
  }

  /**
   * Whether the {@code *} of the host may stand for what lies between two positions. They are the
   * wrong way round where what stands before and after the {@code *} overlaps.
   */
  public boolean covers(String origin, int from, int to) {
    // "*." stands for at least one label, so the dot alone must not be all there is before.
    boolean wholeLabels = kind != Kind.RAW && prefix.isEmpty() && tail().startsWith(".");
    if (to - from < (wholeLabels ? 1 : 0)) {
      return false;
    }
    if (kind == Kind.LABEL) {
      for (int i = from; i < to; i++) {
        if (origin.charAt(i) == '.') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the host is one that no DNS knows: text of a scheme that is not the web's. */
  public boolean isOpaque() {
    return !schemes.isEmpty()
        && !SerializedOrigin.hasDomain(schemes.get(0), schemes.get(0).length());
  }

  private String tail() {
    return suffix == null ? "" : suffix;
  }

  /**
   * What follows the label that the {@code *} stands in, a trailing dot aside: whoever has this
   * domain has every origin that the pattern matches. Empty where nothing follows, or where the
   * host has no wildcard.
   */
  public String domain() {
    String tail = tail();
    int dot = tail.indexOf('.');
    int end = tail.endsWith(".") ? tail.length() - 1 : tail.length();
    return dot >= 0 && dot < end ? tail.substring(dot + 1, end) : "";
  }
}
