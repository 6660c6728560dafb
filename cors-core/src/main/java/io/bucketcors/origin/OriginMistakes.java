package io.bucketcors.origin;

import io.bucketcors.origin.OriginReading.Refusal;
import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with text that is no origin pattern, and what to write instead. The checks go
 * from what people write most often to what is left.
 */
final class OriginMistakes {
  private OriginMistakes() {}

  /** Explains text that {@link OriginPatternReader} refused. */
  static Refusal explain(String text) {
    int schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0) {
      return withoutScheme(text);
    }
    String scheme = text.substring(0, schemeEnd);
    String hostAndPort = text.substring(schemeEnd + 3);
    Refusal refusal = explainText(text);
    if (refusal == null) {
      refusal = explainWildcards(text, scheme, hostAndPort);
    }
    if (refusal == null) {
      refusal = explainScheme(scheme, hostAndPort);
    }
    if (refusal == null) {
      refusal = explainHostAndPort(scheme, hostAndPort);
    }
    return refusal != null
        ? refusal
        : new Refusal("origin-invalid", hostAndPort, "no browser sends such a host or port", "");
  }

  private static Refusal withoutScheme(String text) {
    if (text.isBlank()) {
      return new Refusal("origin-empty", text, "an origin is missing", "remove the comma too many");
    }
    if (text.equalsIgnoreCase("null")) {
      return new Refusal(
          "origin-null-case", text, "browsers send null in lower case", "write null");
    }
    String bare = text.replaceFirst("^[a-zA-Z]*:?/+", "");
    return new Refusal(
        "origin-no-scheme",
        text,
        "an origin starts with its scheme and ://",
        suggest("write ", "https://" + bare.toLowerCase(Locale.ROOT)));
  }

  private static @Nullable Refusal explainWildcards(
      String text, String scheme, String hostAndPort) {
    int portStar = hostAndPort.endsWith(":*") ? 1 : 0;
    int schemeStars = OriginPatternReader.stars(scheme);
    int hostStars = OriginPatternReader.stars(hostAndPort) - portStar;
    if (schemeStars + hostStars > 1) {
      return new Refusal(
          "origin-several-wildcards",
          text,
          "an origin may hold one *, and one more as its port",
          "list the origins one by one");
    }
    if (schemeStars == 1
        && !scheme.equals("*")
        && OriginPatternReader.read("https://" + hostAndPort) != null) {
      return new Refusal(
          "origin-scheme",
          scheme,
          "a * in a scheme stands for http or https, and covers neither here",
          "write http*, http or https");
    }
    return null;
  }

  private static @Nullable Refusal explainText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return new Refusal(
            "origin-white-space",
            text.substring(i, i + 1),
            "white space or a control character at position " + i,
            suggest("write ", text.replaceAll("[\\x00-\\x20\\x7f]", "")));
      }
    }
    int schemeEnd = text.indexOf("://") + 3;
    for (int i = schemeEnd; i < text.length(); i++) {
      char c = text.charAt(i);
      String before = text.substring(0, i);
      String part = text.substring(i);
      switch (c) {
        case '/' -> {
          return part.equals("/")
              ? new Refusal(
                  "origin-trailing-slash",
                  part,
                  "an origin has no path, not even a slash",
                  suggest("remove the trailing slash: ", before))
              : new Refusal(
                  "origin-path", part, "an origin has no path", suggest("write ", before));
        }
        case '?' -> {
          return new Refusal(
              "origin-query", part, "an origin has no query", suggest("write ", before));
        }
        case '#' -> {
          return new Refusal(
              "origin-fragment", part, "an origin has no fragment", suggest("write ", before));
        }
        case '\\' -> {
          return new Refusal(
              "origin-backslash", part, "an origin holds no backslash", suggest("write ", before));
        }
        case '@' -> {
          String fixed = text.substring(0, schemeEnd) + text.substring(i + 1);
          return new Refusal(
              "origin-userinfo",
              text.substring(schemeEnd, i + 1),
              "browsers leave user names and passwords out of origins",
              suggest("write ", fixed));
        }
        case '%' -> {
          return new Refusal(
              "origin-percent", part, "browsers decode hosts before they send them", "");
        }
        default -> {}
      }
    }
    return null;
  }

  private static @Nullable Refusal explainScheme(String scheme, String hostAndPort) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals(scheme)) {
      return new Refusal(
          "origin-upper-case",
          scheme,
          "browsers send schemes in lower case",
          suggest("write ", lower + "://" + hostAndPort));
    }
    if (scheme.equals("file")) {
      return new Refusal(
          "origin-file",
          scheme,
          "browsers send null for pages opened from a file",
          "serve the page over http://localhost");
    }
    if (SerializedOrigin.schemeEnd(scheme + ":") != scheme.length()) {
      return new Refusal(
          "origin-scheme",
          scheme,
          "a scheme is a letter, then up to 63 letters, digits, +, - or .",
          "");
    }
    return null;
  }

  private static @Nullable Refusal explainHostAndPort(String scheme, String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon >= 0 && colon > hostAndPort.lastIndexOf(']');
    String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
    String port = hasPort ? hostAndPort.substring(colon + 1) : "";
    String lower = host.toLowerCase(Locale.ROOT);
    String tail = hasPort ? ":" + port : "";
    if (host.isEmpty()) {
      return new Refusal("origin-no-host", hostAndPort, "the host is missing", "");
    }
    if (!host.chars().allMatch(c -> c < 128)) {
      return new Refusal(
          "origin-not-ascii",
          host,
          "browsers send hosts in their xn-- form",
          suggest("write ", scheme + "://" + ascii(lower) + tail));
    }
    if (!lower.equals(host)) {
      return new Refusal(
          "origin-upper-case",
          host,
          "browsers send hosts in lower case",
          suggest("write ", scheme + "://" + lower + tail));
    }
    if (hasPort) {
      Refusal refusal = explainPort(scheme, host, port);
      if (refusal != null) {
        return refusal;
      }
    }
    return explainHost(host);
  }

  private static @Nullable Refusal explainPort(String scheme, String host, String port) {
    String without = scheme + "://" + host;
    Integer standard = Port.defaultOf(scheme);
    if (standard != null && port.equals(standard.toString())) {
      return new Refusal(
          "origin-default-port",
          ":" + port,
          "browsers leave the default port out",
          suggest("write ", without));
    }
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      return new Refusal(
          "origin-ipv6", host, "an IPv6 address stands in brackets", "write [address]");
    }
    if (!port.equals("*") && Port.read("x:" + port, 1, 0) < 0) {
      return new Refusal(
          "origin-port",
          ":" + port,
          "a port is a number from 1 to 65535 without leading zeros, or *",
          suggest("write ", without));
    }
    return null;
  }

  private static @Nullable Refusal explainHost(String host) {
    if (host.startsWith("[")) {
      return host.indexOf('*') >= 0
          ? new Refusal(
              "origin-wildcard-address", host, "a * cannot stand for a part of an address", "")
          : new Refusal(
              "origin-ipv6",
              host,
              "browsers send IPv6 addresses in lower case, shortened, without a zone",
              "write it as a browser's console shows location.origin");
    }
    String sample = host.replace('*', 'a');
    if (Host.endsInNumber(sample, 0, sample.length())) {
      return host.indexOf('*') >= 0
          ? new Refusal(
              "origin-wildcard-address", host, "a * cannot stand for a part of an address", "")
          : new Refusal(
              "origin-ipv4",
              host,
              "browsers send IPv4 addresses as four decimal numbers",
              "write it as a browser's console shows location.origin");
    }
    for (String label : sample.split("\\.", -1)) {
      if (label.length() > SerializedOrigin.MAX_LABEL) {
        return new Refusal("origin-label", label, "a label has at most 63 characters", "");
      }
    }
    if (sample.length() > SerializedOrigin.MAX_HOST) {
      return new Refusal("origin-host", host, "a host has at most 253 characters", "");
    }
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (c != '.' && !Host.isLabelChar(c)) {
        return new Refusal(
            "origin-host",
            host.substring(i, i + 1),
            "a host is made of letters, digits, -, _ and dots",
            "");
      }
    }
    return sample.contains("..") || sample.startsWith(".")
        ? new Refusal("origin-label", host, "a host has no empty labels", "")
        : null;
  }

  /**
   * The xn-- form, or the host itself where the JDK's IDNA 2003 and the browsers' UTS 46 may
   * disagree or there is none.
   */
  private static String ascii(String host) {
    if (host.matches(".*[\\u00df\\u03c2\\u200c\\u200d].*")) {
      return host;
    }
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  /** A suggestion only where it is a pattern itself. */
  private static String suggest(String words, String pattern) {
    return isPattern(pattern) ? words + pattern : "";
  }

  private static boolean isPattern(String text) {
    return text.contains("://")
        && !text.startsWith("://")
        && OriginPatternReader.read(text) != null;
  }
}
