package io.bucketcors;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.PublicSuffixes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who, apart from those that were meant, has origins that a pattern matches.
 *
 * @param hazard the name to accept it by
 * @param explanation why it is a hazard
 * @param withCredentials whether whoever accepts it may allow credentials too
 */
record OriginHazard(CorsHazard hazard, String explanation, boolean withCredentials) {

  /**
   * Schemes whose pages belong to extensions that the user has installed into a browser, or into VS
   * Code. No page of the web can have one, and the host is the extension's name or a number that is
   * drawn when it is installed, so that nobody can list it.
   */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "chrome-extension",
          "moz-extension",
          "ms-browser-extension",
          "safari-extension",
          "safari-web-extension",
          "vscode-webview",
          "webkit-extension");

  /** The hazard of a pattern that the grammar knows, or null where it has none. */
  static @Nullable OriginHazard of(OriginPattern pattern) {
    return switch (pattern.kind()) {
      case ANY, EXACT -> null;
      case NULL ->
          strict(
              CorsHazard.NULL_ORIGIN, "any page can send the origin null, from a sandboxed frame");
      case BOUNDED ->
          pattern.suffix() != null && PublicSuffixes.get().isShared(pattern.domain())
              ? strict(CorsHazard.PUBLIC_SUFFIX, anybody(pattern.domain()))
              : null;
      case LABEL -> ofLabel(pattern);
      case UNBOUNDED -> ofUnbounded(pattern);
      case RAW -> throw new IllegalStateException("raw text is not read by the grammar");
    };
  }

  private static @Nullable OriginHazard ofLabel(OriginPattern pattern) {
    String domain = pattern.domain();
    if (PublicSuffixes.get().isOwned(domain)) {
      return null;
    }
    if (!PublicSuffixes.get().isShared(domain)) {
      return unbounded(unregistered(domain));
    }
    String suffix = pattern.suffix();
    return suffix != null && suffix.startsWith(".")
        ? strict(CorsHazard.PUBLIC_SUFFIX, anybody(domain))
        : unbounded(anybody(domain) + " that ends in " + suffix);
  }

  private static OriginHazard ofUnbounded(OriginPattern pattern) {
    String text = pattern.text();
    String scheme = text.substring(0, text.indexOf("://"));
    String suffix = pattern.suffix();
    if (scheme.indexOf('*') >= 0) {
      return unbounded(
          pattern.schemes().contains("http")
              ? "a * in the scheme stands for http and https, and anybody on the way can change plain http"
              : "this * stands for https, which can be written");
    }
    if (suffix == null) {
      throw new IllegalStateException("nothing is wild in " + text);
    }
    if (EXTENSIONS.contains(scheme)) {
      return new OriginHazard(
          CorsHazard.EXTENSION_WILDCARD,
          "any extension that the user has installed can match this *",
          true);
    }
    if (pattern.isOpaque()) {
      return unbounded("any program that uses the scheme " + scheme + " can match this *");
    }
    if (suffix.isEmpty() || suffix.equals(".")) {
      return unbounded(
          pattern.prefix().isEmpty()
              ? "this * stands for any host"
              : "this * stands for any ending, so any site can match it");
    }
    String domain = pattern.domain();
    if (domain.isEmpty()) {
      return unbounded("any host that ends in " + suffix + " can match this *");
    }
    if (!PublicSuffixes.get().isShared(domain)) {
      return unbounded(unregistered(domain));
    }
    return unbounded(
        suffix.startsWith(".") ? anybody(domain) : anybody(domain) + " that ends in " + suffix);
  }

  private static String anybody(String domain) {
    return "anybody can have a name under " + domain;
  }

  private static String unregistered(String domain) {
    return "this * has no registered domain after it, only " + domain;
  }

  private static OriginHazard unbounded(String explanation) {
    return strict(CorsHazard.UNBOUNDED_WILDCARD, explanation);
  }

  private static OriginHazard strict(CorsHazard hazard, String explanation) {
    return new OriginHazard(hazard, explanation, false);
  }
}
