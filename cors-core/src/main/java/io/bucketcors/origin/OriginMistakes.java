package io.bucketcors.origin;

import io.bucketcors.origin.OriginReading.Refusal;
import io.bucketcors.text.Blanks;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with text that is no origin pattern, and what to write instead. The checks go
 * from what people write most often to what is left. A suggested pattern always is one. What people
 * write around or between values of any kind is no matter of this grammar.
 */
final class OriginMistakes {
  private static final Pattern SCHEME_ALONE = Pattern.compile("(?i)(https?|wss?)(?::/*)?");
  private static final Pattern MADE_BY_A_PAGE =
      Pattern.compile("(?i)((?:about|blob|data|filesystem|javascript):)(.*)");

  private OriginMistakes() {}

  /** Explains text that {@link OriginPatternReader} refused. */
  static Refusal explain(String text) {
    if (Blanks.strip(text).isEmpty()) {
      return new Refusal("origin-empty", text, "an origin is missing", "remove the extra comma");
    }
    if (text.regionMatches(true, 0, "file:", 0, 5)) {
      return new Refusal(
          "origin-file",
          text.substring(0, 4),
          "browsers send null for a page from a file, and what does send file:// (Chromium with"
              + " --allow-file-access-from-files, web views of Cordova) sends it for any file"
              + " there is",
          "serve the page over http://localhost, or from a scheme of the app's own");
    }
    Matcher alone = SCHEME_ALONE.matcher(text);
    if (alone.matches()) {
      return new Refusal(
          "origin-no-host",
          text,
          "this is a scheme, and an origin has a host too",
          "list the origins you mean, such as "
              + alone.group(1).toLowerCase(Locale.ROOT)
              + "://app.example");
    }
    Matcher made = MADE_BY_A_PAGE.matcher(text);
    if (made.matches()) {
      String fix = suggest("write ", withoutPath(made.group(2)));
      return new Refusal(
          "origin-scheme",
          made.group(1),
          "such a page has the origin of the page that made it, or null",
          fix.isEmpty() ? "write the origin of the page that makes it" : fix);
    }
    int schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0) {
      return withoutScheme(text);
    }
    String scheme = text.substring(0, schemeEnd);
    String hostAndPort = text.substring(schemeEnd + 3);
    Refusal refusal = TextMistakes.explainCharacters(text);
    if (refusal == null) {
      refusal = explainWildcards(text, scheme, hostAndPort);
    }
    if (refusal == null) {
      refusal = explainScheme(scheme, hostAndPort);
    }
    if (refusal == null) {
      refusal = HostMistakes.explain(scheme, hostAndPort);
    }
    return refusal != null
        ? refusal
        : new Refusal(
            "origin-invalid",
            hostAndPort,
            "no browser sends such a host or port",
            "write it as location.origin shows it in the browser's console");
  }

  private static Refusal withoutScheme(String text) {
    if (text.equalsIgnoreCase("null")) {
      return new Refusal(
          "origin-null-case", text, "browsers send null in lower case", "write null");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return new Refusal(
        "origin-no-scheme",
        text,
        "an origin starts with its scheme and ://",
        suggestWithScheme(text, lower));
  }

  private static String suggestWithScheme(String text, String lower) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).replaceFirst("^/", "");
    boolean startsWithScheme = colon > 0 && !rest.isEmpty() && !rest.matches("[0-9]+|\\*");
    String scheme = startsWithScheme ? lower.substring(0, colon) : "";
    if (startsWithScheme && isPattern(scheme + "://" + rest)) {
      return "write " + scheme + "://" + rest;
    }
    String fix =
        suggest(
            "write ", withoutPath(lower.replaceFirst("^(https?|wss?)[^a-z0-9:/]?//+", "$1://")));
    if (!fix.isEmpty()) {
      return fix;
    }
    String bare = lower.replaceFirst("^(?:[a-z]*:)?/+", "").replaceFirst("[/?#].*$", "");
    boolean local = bare.matches("(?:.*\\.)?localhost(?::.*)?|127\\..*|\\[::1].*");
    fix = suggest("write ", (local ? "http://" : "https://") + bare);
    return fix.isEmpty() ? "write it whole, as in https://app.example" : fix;
  }

  private static String withoutPath(String text) {
    return text.replaceFirst("(://[^/?#]*).*$", "$1");
  }

  private static @Nullable Refusal explainWildcards(
      String text, String scheme, String hostAndPort) {
    String host = hostAndPort.replaceFirst(":(?:[0-9]+|\\*)$", "");
    if (host.indexOf('*') >= 0 && isAddress(scheme, host)) {
      return new Refusal(
          "origin-wildcard-address",
          host,
          "a * cannot stand for a part of an address",
          "list the addresses, or give them names");
    }
    int portStar = hostAndPort.endsWith(":*") ? 1 : 0;
    int schemeStars = OriginPatternReader.stars(scheme);
    int hostStars = OriginPatternReader.stars(hostAndPort) - portStar;
    if (schemeStars + hostStars > 1) {
      return new Refusal(
          "origin-several-wildcards",
          text,
          "an origin may hold one *, and one more as its port",
          suggestOneWildcard(scheme, hostAndPort));
    }
    if (schemeStars == 1
        && !scheme.equals("*")
        && OriginPatternReader.read("https://" + hostAndPort) != null) {
      return new Refusal(
          "origin-scheme",
          scheme,
          "a * in a scheme stands for http or https, and covers neither here",
          scheme.startsWith("h") ? "write http*, http or https" : "write each scheme in full");
    }
    return null;
  }

  /** Whether the host is an address, or would be one with a number in place of each {@code *}. */
  private static boolean isAddress(String scheme, String host) {
    if (!SerializedOrigin.hasDomain(scheme, scheme.length()) && scheme.indexOf('*') < 0) {
      return host.startsWith("[");
    }
    String sample = host.replace('*', 'a');
    return host.startsWith("[")
        || OriginPatternReader.isPartOfAddress(host)
        || Host.endsInNumber(sample, 0, sample.length());
  }

  /** One {@code *} that covers the others, where one owner has all that it matches. */
  private static String suggestOneWildcard(String scheme, String hostAndPort) {
    String one =
        (scheme.indexOf('*') >= 0 ? "https" : scheme)
            + "://"
            + hostAndPort.replaceFirst("(?:\\*\\.)+\\*\\.", "*.").replaceFirst("\\*[^.:]*\\*", "*");
    OriginPattern pattern = OriginPatternReader.read(one);
    return pattern != null && PublicSuffixes.get().isOwned(pattern.domain())
        ? "write " + one
        : "list the origins one by one";
  }

  private static @Nullable Refusal explainScheme(String scheme, String hostAndPort) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals(scheme)) {
      String fix = suggest("write ", lower + "://" + hostAndPort);
      return new Refusal(
          "origin-upper-case",
          scheme,
          "browsers send schemes in lower case",
          fix.isEmpty() ? suggestLower(lower, hostAndPort) : fix);
    }
    if (SerializedOrigin.schemeEnd(scheme + ":") != scheme.length()) {
      String fix = suggest("write ", "https://" + hostAndPort);
      return new Refusal(
          "origin-scheme",
          scheme,
          "a scheme is a letter, then up to 63 letters, digits, +, - or .",
          fix.isEmpty() || scheme.length() > SerializedOrigin.MAX_SCHEME
              ? "write it as location.origin shows it in the browser's console"
              : fix);
    }
    return null;
  }

  private static String suggestLower(String scheme, String hostAndPort) {
    String fix = suggest("write ", scheme + "://" + hostAndPort.toLowerCase(Locale.ROOT));
    return fix.isEmpty() ? "write " + scheme : fix;
  }

  /** A suggestion only where it is a pattern itself. */
  static String suggest(String words, String pattern) {
    return isPattern(pattern) ? words + pattern : "";
  }

  static boolean isPattern(String text) {
    return OriginPatternReader.read(text) != null;
  }
}
