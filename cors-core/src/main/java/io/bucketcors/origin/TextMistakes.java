package io.bucketcors.origin;

import io.bucketcors.origin.OriginReading.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with the characters of an origin, before its parts are looked at. */
final class TextMistakes {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z},;|]+");
  private static final Pattern QUOTES =
      Pattern.compile("^[\"'`<\\[({\u201c\u2018]+|[\"'`>\\])}\u201d\u2019,;|]+$");

  private TextMistakes() {}

  /** Text that is an origin with something around it, or more than one of them. */
  static @Nullable Refusal explainWhole(String text) {
    String bare = withoutQuotes(text);
    if (!bare.equals(text)) {
      String fix = asOrigin(bare);
      if (!fix.isEmpty()) {
        return new Refusal(
            "origin-quoted",
            text,
            "quotes, brackets and separators do not belong to an origin",
            "write " + fix);
      }
    }
    List<String> origins = new ArrayList<>();
    for (String piece : SEPARATORS.split(text)) {
      String origin = asOrigin(withoutQuotes(piece));
      if (!piece.isEmpty() && origin.isEmpty()) {
        origins.clear();
        break;
      }
      if (!piece.isEmpty()) {
        origins.add(origin);
      }
    }
    if (origins.size() > 1) {
      return new Refusal(
          "origin-several",
          text,
          "these are several origins in one text",
          "write each as an entry of its own: " + String.join(" and ", origins));
    }
    return explainTwoSchemes(text);
  }

  private static @Nullable Refusal explainTwoSchemes(String text) {
    int first = text.indexOf("://");
    int second = text.indexOf("://", first + 3);
    if (first <= 0 || second < 0) {
      return null;
    }
    String after = text.substring(first + 3);
    return text.substring(first + 3, second).matches("[a-zA-Z][a-zA-Z0-9+.-]*")
            && OriginMistakes.isPattern(after)
        ? new Refusal(
            "origin-scheme-twice",
            text.substring(0, first + 3),
            "the scheme stands there twice",
            "write " + after)
        : null;
  }

  /** The text if it is a pattern, or with https:// if it then is one and looks like a host. */
  private static String asOrigin(String text) {
    if (OriginMistakes.isPattern(text)) {
      return text;
    }
    String whole = "https://" + text.toLowerCase(Locale.ROOT);
    return text.indexOf('.') > 0 && text.indexOf(':') < 0 && OriginMistakes.isPattern(whole)
        ? whole
        : "";
  }

  private static String withoutQuotes(String text) {
    return QUOTES.matcher(text).replaceAll("");
  }

  /** What no origin holds, whatever its scheme is. */
  static @Nullable Refusal explainCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBlank(text.charAt(i))) {
        return explainBlank(text, i);
      }
    }
    int start = text.indexOf("://") + 3;
    for (int i = start; i < text.length(); i++) {
      Refusal refusal = explainCharacter(text, start, i);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** White space of any kind, also such as takes up no room, and control characters. */
  private static boolean isBlank(char c) {
    return c <= ' '
        || Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || Character.isWhitespace(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static Refusal explainBlank(String text, int at) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        clean.append(text.charAt(i));
      }
    }
    String fix = OriginMistakes.suggest("write ", clean.toString());
    return new Refusal(
        "origin-white-space",
        text.substring(at, at + 1),
        "white space or a control character, U+%04X, at position %d"
            .formatted((int) text.charAt(at), at),
        fix.isEmpty() ? "remove it" : fix);
  }

  private static @Nullable Refusal explainCharacter(String text, int start, int at) {
    String before = text.substring(0, at);
    String part = text.substring(at);
    return switch (text.charAt(at)) {
      case '/' ->
          part.equals("/")
              ? new Refusal(
                  "origin-trailing-slash",
                  part,
                  "an origin has no path, not even a slash",
                  orElse(
                      OriginMistakes.suggest("remove the trailing slash: ", before),
                      "remove the trailing slash"))
              : cut("origin-path", part, "an origin has no path", before);
      case '?' -> cut("origin-query", part, "an origin has no query", before);
      case '#' -> cut("origin-fragment", part, "an origin has no fragment", before);
      case '\\' -> cut("origin-backslash", part, "an origin holds no backslash", before);
      case '@' ->
          new Refusal(
              "origin-userinfo",
              text.substring(start, at + 1),
              "browsers leave user names and passwords out of origins",
              orElse(
                  OriginMistakes.suggest(
                      "write ", text.substring(0, start) + text.substring(at + 1)),
                  "remove them"));
      default -> null;
    };
  }

  private static Refusal cut(String code, String part, String explanation, String before) {
    return new Refusal(
        code, part, explanation, orElse(OriginMistakes.suggest("write ", before), "remove it"));
  }

  private static String orElse(String fix, String other) {
    return fix.isEmpty() ? other : fix;
  }
}
