package io.bucketcors.origin;

import io.bucketcors.origin.OriginReading.Refusal;
import java.net.IDN;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is wrong with the host or the port of an origin. */
final class HostMistakes {
  private static final String AS_SHOWN =
      "write it as location.origin shows it in the browser's console";

  private HostMistakes() {}

  static @Nullable Refusal explain(String scheme, String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon >= 0 && colon > hostAndPort.lastIndexOf(']');
    String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
    String tail = hasPort ? hostAndPort.substring(colon) : "";
    boolean domain = SerializedOrigin.hasDomain(scheme, scheme.length());
    if (host.isEmpty()) {
      return new Refusal(
          "origin-no-host",
          hostAndPort,
          "the host is missing",
          domain ? "write it whole, as in " + scheme + "://app.example" : AS_SHOWN);
    }
    Refusal refusal =
        domain ? explainSpelling(scheme, host, tail) : explainOpaque(scheme, host, tail);
    if (refusal == null && hasPort) {
      refusal = explainPort(scheme, host, hostAndPort.substring(colon + 1));
    }
    if (refusal != null) {
      return refusal;
    }
    if (host.startsWith("[")) {
      return new Refusal(
          "origin-ipv6",
          host,
          "browsers send IPv6 addresses in lower case, shortened, without a zone",
          AS_SHOWN);
    }
    return domain ? explainDomain(host) : explainLength(host);
  }

  /** A domain that a browser writes in another way. */
  private static @Nullable Refusal explainSpelling(String scheme, String host, String tail) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (host.indexOf('%') >= 0) {
      return new Refusal(
          "origin-percent",
          host.substring(host.indexOf('%')),
          "browsers decode hosts before they send them",
          orElse(suggest(scheme, decoded(host), tail), AS_SHOWN));
    }
    if (!host.chars().allMatch(c -> c < 128)) {
      return new Refusal(
          "origin-not-ascii",
          host,
          "browsers send hosts in their xn-- form",
          orElse(suggest(scheme, ascii(lower), tail), AS_SHOWN));
    }
    if (!lower.equals(host)) {
      return new Refusal(
          "origin-upper-case",
          host,
          "browsers send hosts in lower case",
          orElse(suggest(scheme, lower, tail), orElse(suggest(scheme, lower, ""), AS_SHOWN)));
    }
    return null;
  }

  /** Nothing is folded or decoded in an opaque host, so only its characters can be wrong. */
  private static @Nullable Refusal explainOpaque(String scheme, String host, String tail) {
    if (host.startsWith("[")) {
      return null;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c > 0x7e) {
        return new Refusal(
            "origin-not-ascii",
            host,
            "browsers send such characters as percent and digits",
            orElse(suggest(scheme, encoded(host), tail), AS_SHOWN));
      }
      if (c != '*' && c != ':' && !OpaqueHost.isHostChar(c)) {
        return new Refusal(
            "origin-host",
            host.substring(i, i + 1),
            "no browser sends this character in a host",
            AS_SHOWN);
      }
    }
    return null;
  }

  private static @Nullable Refusal explainPort(String scheme, String host, String port) {
    int standard = SerializedOrigin.defaultPort(scheme, scheme.length());
    if (standard != 0 && port.equals(Integer.toString(standard))) {
      return new Refusal(
          "origin-default-port",
          ":" + port,
          "browsers leave the default port out",
          orElse(suggest(scheme, host, ""), "leave it out"));
    }
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      boolean address = host.matches("[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
      return address
          ? new Refusal(
              "origin-ipv6", host, "an IPv6 address stands in brackets", "write [address]")
          : new Refusal(
              "origin-port",
              host.substring(host.indexOf(':')) + ":" + port,
              "an origin has one port",
              orElse(suggest(scheme, host, ""), AS_SHOWN));
    }
    if (!port.equals("*") && SerializedOrigin.readPort("x:" + port, 1, 0) < 0) {
      return new Refusal(
          "origin-port",
          ":" + port,
          "a port is a number from 1 to 65535 without leading zeros, or *",
          orElse(suggest(scheme, host, ""), AS_SHOWN));
    }
    return null;
  }

  private static @Nullable Refusal explainDomain(String host) {
    if (host.equals("*.")) {
      return new Refusal(
          "origin-host", host, "no domain follows the *.", "write * alone, or the domain after it");
    }
    String sample = host.replace('*', 'a');
    if (Host.endsInNumber(sample, 0, sample.length())) {
      return new Refusal(
          "origin-ipv4", host, "browsers send IPv4 addresses as four decimal numbers", AS_SHOWN);
    }
    for (String label : sample.split("\\.", -1)) {
      if (label.length() > SerializedOrigin.MAX_LABEL) {
        return new Refusal(
            "origin-label", label, "a label has at most 63 characters", "shorten it");
      }
    }
    Refusal refusal = explainLength(host);
    if (refusal != null) {
      return refusal;
    }
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (c != '.' && !Host.isLabelChar(c)) {
        return new Refusal(
            "origin-host",
            host.substring(i, i + 1),
            "a host is made of letters, digits, -, _ and dots",
            AS_SHOWN);
      }
    }
    if (sample.contains("..") || sample.startsWith(".")) {
      return new Refusal(
          "origin-label", host, "a host has no empty labels", "remove the extra dot");
    }
    return null;
  }

  private static @Nullable Refusal explainLength(String host) {
    return host.length() > SerializedOrigin.MAX_HOST
        ? new Refusal("origin-host", host, "a host has at most 253 characters", "shorten it")
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

  private static String decoded(String host) {
    try {
      String plain = URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
      return ascii(plain.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  private static String encoded(String host) {
    StringBuilder encoded = new StringBuilder();
    host.codePoints()
        .mapToObj(Character::toString)
        .map(c -> c.charAt(0) > 0x7e ? URLEncoder.encode(c, StandardCharsets.UTF_8) : c)
        .forEach(encoded::append);
    return encoded.toString();
  }

  private static String suggest(String scheme, String host, String tail) {
    return OriginMistakes.suggest("write ", scheme + "://" + host + tail);
  }

  private static String orElse(String fix, String other) {
    return fix.isEmpty() ? other : fix;
  }
}
