package io.bucketcors.text;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words that other frameworks, stores and the protocol itself have for what this library sets:
 * {@code methods}, {@code max-age}, {@code allowedOrigins}, {@code cors.exposed-headers}. They are
 * looked up before letters are compared, since a word that means the same need not look the same.
 */
public final class KeyWords {
  private static final String ALLOW =
      "(access|control|allow|allowed|supported|permitted|cors|http)*";

  /** By this library's own names. Matched against {@link #shape shapes}. */
  private static final Map<String, Pattern> MEANINGS =
      new TreeMap<>(
          Map.of(
              "allowed-origins",
              words(ALLOW + "(origins?|domains?)(allowed|list|patterns?|headers?)?"),
              "allowed-methods",
              words(ALLOW + "(methods?|verbs?)(allowed|list)?"),
              "allowed-headers",
              words(ALLOW + "(request)?headers?(allowed|list)?"),
              "expose-headers",
              words(
                  "(access|control|cors|http)*(allow|allowed)?(exposed?|response)(response)?(headers?)?"),
              "max-age-seconds",
              words(
                  "(access|control|cors|http|preflight|allow)*(maxage|cachetime)(in)?(s|secs?|seconds?)?"),
              "allow-credentials",
              words(
                  "(access|control|cors|http|allow|allowed|supports?|with)*credentials?(allowed|supported)?"),
              "dangerously-allow",
              words("dangerous(ly)?(allow|allowed|hazards?)?|(allow|accept(ed)?)?hazards?"),
              "id",
              words("(cors)?(rule)?(id|name)"),
              "enabled",
              words("(cors)?enabled?"),
              "paths",
              words("(cors)?(paths?|url|pathpatterns?|urlpatterns?|mappings?)")));

  private KeyWords() {}

  /** This library's name for what a word of others means; null where it is not known. */
  public static @Nullable String meaning(String word) {
    String shape = shape(word);
    for (Map.Entry<String, Pattern> meaning : MEANINGS.entrySet()) {
      if (shape.length() <= 64 && meaning.getValue().matcher(shape).matches()) {
        return meaning.getKey();
      }
    }
    return null;
  }

  /** A name without what people write in several ways: case, dashes, dots and underscores. */
  public static String shape(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Pattern words(String expression) {
    return Pattern.compile(expression);
  }
}
