package io.bucketcors.origin;

import io.bucketcors.origin.OriginReading.Refusal;
import org.jspecify.annotations.Nullable;

/** What is wrong with the characters of an origin, before its parts are looked at. */
final class TextMistakes {
  private TextMistakes() {}

  /** What no origin holds, whatever its scheme is. */
  static @Nullable Refusal explainCharacters(String text) {
    int start = text.indexOf("://") + 3;
    for (int i = start; i < text.length(); i++) {
      Refusal refusal = explainCharacter(text, start, i);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
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
