package io.bucketcors.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether an allowed origin matches what a request sent, by the contract's words. */
public final class SlowPattern {
  private SlowPattern() {}

  /** Dialect standard. */
  public static boolean matches(String pattern, List<String> originLines) {
    if (pattern.equals("*")) {
      return true;
    }
    if (originLines.size() != 1) {
      return false;
    }
    String text = originLines.get(0);
    if (pattern.equals("null")) {
      return text.equals("null");
    }
    Optional<SlowOrigin> read = SlowOrigin.read(text);
    if (read.isEmpty()) {
      return false;
    }
    SlowOrigin origin = read.get();
    int separator = pattern.indexOf("://");
    String scheme = pattern.substring(0, separator);
    String host = pattern.substring(separator + 3);
    String port = "";
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      port = host.substring(colon + 1);
      host = host.substring(0, colon);
    }
    boolean schemeMatches =
        scheme.contains("*")
            ? List.of("http", "https").contains(origin.scheme()) && glob(scheme, origin.scheme())
            : scheme.equals(origin.scheme());
    boolean portMatches =
        switch (port) {
          case "" -> origin.port() == 0;
          case "*" -> true;
          default -> port.equals(Integer.toString(origin.port()));
        };
    return schemeMatches && portMatches && hostMatches(scheme, host, origin);
  }

  /** Whether the text is a pattern of dialect standard, hazards aside. */
  public static boolean isPattern(String text) {
    int separator = text.indexOf("://");
    if (text.equals("*") || text.equals("null") || separator < 0 || !text.contains("*")) {
      return text.equals("*") || text.equals("null") || SlowOrigin.read(text).isPresent();
    }
    String scheme = text.substring(0, separator);
    String rest = text.substring(separator + 3);
    boolean anyPort = rest.endsWith(":*");
    String bare = anyPort ? rest.substring(0, rest.length() - 2) : rest;
    long stars = (scheme + bare).chars().filter(c -> c == '*').count();
    List<String> schemes =
        scheme.contains("*")
            ? List.of("http", "https").stream().filter(s -> glob(scheme, s)).toList()
            : List.of(scheme);
    return stars <= 1
        && schemes.stream()
            .anyMatch(
                s ->
                    SlowOrigin.read(s + "://" + bare.replace("*", "a"))
                        .filter(origin -> !(anyPort && origin.port() != 0))
                        .filter(origin -> isWildHost(s, bare, origin))
                        .isPresent());
  }

  private static boolean isWildHost(String scheme, String bare, SlowOrigin origin) {
    if (!bare.contains("*")) {
      return true;
    }
    String host = origin.port() == 0 ? bare : bare.substring(0, bare.lastIndexOf(':'));
    boolean domain = SlowOrigin.hasDomain(scheme);
    boolean partOfAddress = domain && host.matches("[0-9.*]*[0-9][0-9.*]*");
    return !host.startsWith("[") && !partOfAddress && !(domain && host.equals("*."));
  }

  /** Whether only those match a pattern that somebody means: it names no hazard, * aside. */
  public static boolean isSafe(String pattern) {
    if (pattern.equals("*")) {
      return true;
    }
    String scheme = pattern.substring(0, Math.max(0, pattern.indexOf("://")));
    String host = pattern.substring(pattern.indexOf("://") + 3).replaceFirst(":[0-9*]+$", "");
    if (pattern.equals("null") || scheme.contains("*")) {
      return false;
    }
    if (!host.contains("*")) {
      return true;
    }
    String after = host.substring(host.indexOf('*')).replaceFirst("^[^.]*\\.?", "");
    return SlowOrigin.hasDomain(scheme)
        && (host.startsWith("*.") ? !SlowSuffixes.isShared(after) : SlowSuffixes.isOwned(after));
  }

  private static boolean hostMatches(String scheme, String pattern, SlowOrigin origin) {
    boolean domain = scheme.contains("*") || SlowOrigin.hasDomain(scheme);
    if (pattern.startsWith("*.")) {
      String tail = pattern.substring(1);
      return !(domain && origin.isIp())
          && origin.host().endsWith(tail)
          && origin.host().length() > tail.length();
    }
    return domain && staysInLabel(pattern)
        ? labelsMatch(pattern, origin.host())
        : glob(pattern, origin.host());
  }

  /** A star with text before it in its label, or with an owner's domain after its label. */
  static boolean staysInLabel(String pattern) {
    String[] labels = pattern.split("\\.", -1);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].contains("*")) {
        String after = String.join(".", Arrays.copyOfRange(labels, i + 1, labels.length));
        return !after.isEmpty() && (!labels[i].startsWith("*") || SlowSuffixes.isOwned(after));
      }
    }
    return false;
  }

  private static boolean labelsMatch(String pattern, String host) {
    List<String> wanted = Arrays.asList(pattern.split("\\.", -1));
    List<String> given = Arrays.asList(host.split("\\.", -1));
    if (wanted.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!glob(wanted.get(i), given.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Dialects s3 and cos: text, one star for any characters; only visible ASCII is echoed. */
  public static boolean matchesRaw(String pattern, List<String> originLines) {
    if (pattern.equals("*")) {
      return true;
    }
    String origin = originLines.get(0);
    boolean echoable = origin.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return originLines.size() == 1 && echoable && glob(pattern, origin);
  }

  static boolean glob(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    return text.length() >= head.length() + tail.length()
        && text.startsWith(head)
        && text.endsWith(tail);
  }
}
