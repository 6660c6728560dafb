package io.bucketcors.origin;

import io.bucketcors.origin.OriginPattern.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads origin patterns: the grammar of origins plus wildcards. A pattern is valid where an origin
 * with a letter in place of each {@code *} is; {@link OriginMistakes} explains the others.
 */
final class OriginPatternReader {
  private static final List<String> WEB_SCHEMES = List.of("http", "https");

  private OriginPatternReader() {}

  /** The pattern, or null where the text is none. */
  static @Nullable OriginPattern read(String text) {
    if (text.equals("*")) {
      return new OriginPattern(text, Kind.ANY, List.of(), "", "", OriginPattern.ANY_PORT);
    }
    if (text.equals("null")) {
      return new OriginPattern(text, Kind.NULL, List.of(), "", null, 0);
    }
    int schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0) {
      return null;
    }
    if (text.indexOf('*') < 0) {
      return exact(text);
    }
    String scheme = text.substring(0, schemeEnd);
    String rest = text.substring(schemeEnd + 3);
    boolean anyPort = rest.endsWith(":*");
    String hostAndPort = anyPort ? rest.substring(0, rest.length() - 2) : rest;
    if (stars(scheme) + stars(hostAndPort) > 1) {
      return null;
    }
    return scheme.indexOf('*') >= 0
        ? wildScheme(text, scheme, hostAndPort, anyPort)
        : fixedScheme(text, scheme, hostAndPort, anyPort);
  }

  private static @Nullable OriginPattern exact(String text) {
    long parts = SerializedOrigin.read(text);
    if (parts == SerializedOrigin.MALFORMED) {
      return null;
    }
    int start = SerializedOrigin.hostStart(parts);
    String host = text.substring(start, SerializedOrigin.hostEnd(parts));
    List<String> schemes = List.of(text.substring(0, start - 3));
    return new OriginPattern(text, Kind.EXACT, schemes, host, null, SerializedOrigin.port(parts));
  }

  static int stars(String text) {
    int stars = 0;
    for (int at = text.indexOf('*'); at >= 0; at = text.indexOf('*', at + 1)) {
      stars++;
    }
    return stars;
  }

  private static @Nullable OriginPattern wildScheme(
      String text, String pattern, String hostAndPort, boolean anyPort) {
    List<String> schemes = new ArrayList<>();
    int star = pattern.indexOf('*');
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    OriginPattern found = null;
    for (String scheme : WEB_SCHEMES) {
      boolean covered =
          scheme.length() >= pattern.length() - 1
              && scheme.startsWith(head)
              && scheme.endsWith(tail);
      // A port that is one scheme's default can still be written for the other one.
      OriginPattern fixed = covered ? fixedScheme(text, scheme, hostAndPort, anyPort) : null;
      if (fixed != null) {
        schemes.add(scheme);
        found = fixed;
      }
    }
    if (found == null) {
      return null;
    }
    long parts = SerializedOrigin.read(schemes.get(0) + "://" + hostAndPort);
    String host = hostOf(hostAndPort, parts);
    int port = anyPort ? OriginPattern.ANY_PORT : SerializedOrigin.port(parts);
    return new OriginPattern(text, Kind.UNBOUNDED, List.copyOf(schemes), host, null, port);
  }

  private static String hostOf(String hostAndPort, long parts) {
    int length = SerializedOrigin.hostEnd(parts) - SerializedOrigin.hostStart(parts);
    return hostAndPort.substring(0, length);
  }

  private static @Nullable OriginPattern fixedScheme(
      String text, String scheme, String hostAndPort, boolean anyPort) {
    int star = hostAndPort.indexOf('*');
    long parts = SerializedOrigin.read(scheme + "://" + hostAndPort.replace('*', 'a'));
    if (parts == SerializedOrigin.MALFORMED
        || star >= 0 && hostAndPort.startsWith("[")
        || anyPort && SerializedOrigin.port(parts) != 0) {
      return null;
    }
    String host = hostOf(hostAndPort, parts);
    int port = anyPort ? OriginPattern.ANY_PORT : SerializedOrigin.port(parts);
    List<String> schemes = List.of(scheme);
    if (star < 0) {
      // Only the port or, for the caller to see, the scheme is wild.
      return new OriginPattern(text, Kind.BOUNDED, schemes, host, null, port);
    }
    boolean opaque = !SerializedOrigin.hasDomain(scheme, scheme.length());
    if (!opaque && (host.equals("*.") || isPartOfAddress(host))) {
      return null;
    }
    Kind kind = opaque ? Kind.UNBOUNDED : kindOf(host, star);
    return new OriginPattern(
        text, kind, schemes, host.substring(0, star), host.substring(star + 1), port);
  }

  /**
   * What a {@code *} in a domain stands for. After other text of its label it stays in that label.
   * Where it starts a label it does so too if the domain after the label has one owner; else it
   * stands for any text, as in a bucket, and is a hazard.
   */
  private static Kind kindOf(String host, int star) {
    if (host.startsWith("*.")) {
      return Kind.BOUNDED;
    }
    int dot = host.indexOf('.', star);
    if (dot < 0 || dot == host.length() - 1) {
      return Kind.UNBOUNDED;
    }
    boolean startsLabel = star == 0 || host.charAt(star - 1) == '.';
    return startsLabel && !PublicSuffixes.get().isOwned(host.substring(dot + 1))
        ? Kind.UNBOUNDED
        : Kind.LABEL;
  }

  /** Numbers with a {@code *} among them, as in {@code 192.168.*}: no wildcard covers addresses. */
  static boolean isPartOfAddress(String host) {
    boolean digits = false;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      digits |= Host.isDigit(c);
      if (c != '*' && c != '.' && !Host.isDigit(c)) {
        return false;
      }
    }
    return digits;
  }
}
