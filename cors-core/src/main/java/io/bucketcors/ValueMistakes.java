package io.bucketcors;

import io.bucketcors.header.Token;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.OriginReading.Refusal;
import io.bucketcors.text.Blanks;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of text that is no origin, method or header name what people write around or into a value of
 * any kind: white space that nobody sees, quotes and brackets, several values at once; and of
 * origins that the scheme stands twice.
 */
final class ValueMistakes {
  private static final String OPENING = "[({<\"'`\u201c\u201d\u201e\u2018\u2019\u00ab";
  private static final String CLOSING = "])}>\"'`\u201c\u201d\u2018\u2019\u00bb";

  /** What people put between values: commas of several scripts, semicolons, bars. */
  private static final Pattern SEPARATOR = Pattern.compile("[,;|\u3001\uff0c\uff1b]");

  /** Where an origin of the web begins. */
  private static final Pattern BEGINNING = Pattern.compile("(?i)(?=(?:https?|wss?)://)");

  /**
   * Not what a page made, such as blob:https://a.example/1, where one rightly stands in another.
   */
  private static final Pattern SCHEME_TWICE =
      Pattern.compile(
          "(?i)(?!(?:about|blob|data|filesystem|javascript):)[a-z][a-z0-9+.-]*:"
              + "(?:/{0,3}(?=(?:https?|wss?)://)|//(?=[a-z][a-z0-9+-]*://))");

  /** A domain, with or without a port, that lacks a scheme and no more. */
  private static final Pattern DOMAIN =
      Pattern.compile("(?i)[a-z0-9*_.-]+\\.[a-z][a-z0-9-]*(?::[0-9]+)?");

  /** An origin before a path or a query, which hold separators too; or one for a colon. */
  private static final Pattern ONE_ORIGIN =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]*(?:://[^/?#,;|]*[/?#]|[,;|]//)");

  private final String what;
  private final String value;
  private final Predicate<String> isRight;
  private final UnaryOperator<String> whole;

  private ValueMistakes(
      String what, String value, Predicate<String> isRight, UnaryOperator<String> whole) {
    this.what = what;
    this.value = value;
    this.isRight = isRight;
    this.whole = whole;
  }

  /**
   * The refusal of an origin.
   *
   * @param refusal what its grammar says, kept where the mistake is one of that
   */
  static Refusal ofOrigin(String origin, Refusal refusal) {
    ValueMistakes mistakes =
        new ValueMistakes("origin", origin, ValueMistakes::isOrigin, ValueMistakes::withScheme);
    Refusal found = mistakes.find();
    if (found == null) {
      found = mistakes.scheme();
    }
    return found == null ? refusal : found;
  }

  /**
   * What is wrong with the name of a method or header, or null where it is nothing of this. What is
   * no token has the code of that, whatever the reason.
   */
  static @Nullable Refusal ofName(String what, String name) {
    Refusal found = new ValueMistakes(what, name, Token::isToken, text -> text).find();
    return found == null || Token.isToken(name)
        ? found
        : new Refusal(what + "-not-a-token", found.part(), found.explanation(), found.fix());
  }

  private static boolean isOrigin(String text) {
    return OriginPattern.read(text) instanceof OriginPattern;
  }

  /** People list domains beside origins, or instead of them. */
  private static String withScheme(String text) {
    return DOMAIN.matcher(text).matches() ? "https://" + text.toLowerCase(Locale.ROOT) : text;
  }

  private @Nullable Refusal find() {
    String bare = Blanks.strip(value);
    if (bare.isEmpty()) {
      return null;
    }
    List<String> values = parts(SEPARATOR.split(bare));
    List<String> words = parts(spaced(bare).split(" "));
    if (values.size() > 1 && !(ONE_ORIGIN.matcher(bare).lookingAt() && oneIsMeant(values))) {
      return several(values);
    }
    // After a dot a domain was torn apart.
    if (words.size() > 1
        && words.stream().allMatch(isRight)
        && words.stream().noneMatch(word -> word.endsWith("."))) {
      return several(words);
    }
    String inner = unquote(bare);
    if (!inner.isEmpty() && !inner.equals(bare)) {
      return refusal("quoted", value, "quotes or brackets stand around it", inner);
    }
    if (!bare.equals(value)) {
      boolean after = value.startsWith(bare);
      char blank = value.charAt(after ? bare.length() : 0);
      String explanation = Blanks.name(blank) + " stands " + (after ? "after" : "before") + " it";
      return refusal("white-space", String.valueOf(blank), explanation, bare);
    }
    if (values.size() == 1 && !values.get(0).equals(whole.apply(bare))) {
      return refusal("separator", value, "a separator stands beside it", values.get(0));
    }
    int blank = Blanks.find(bare);
    if (blank >= 0) {
      return refusal(
          "white-space",
          bare.substring(blank, blank + 1),
          Blanks.name(bare.charAt(blank)) + " stands within it",
          spaced(bare).replace(" ", ""));
    }
    return null;
  }

  private @Nullable Refusal scheme() {
    List<String> origins = List.of(BEGINNING.split(value));
    if (origins.size() > 1 && origins.stream().allMatch(isRight)) {
      return several(origins);
    }
    Matcher twice = SCHEME_TWICE.matcher(value);
    return twice.lookingAt()
        ? refusal(
            "scheme-twice", twice.group(), "the scheme stands twice", value.substring(twice.end()))
        : null;
  }

  private boolean oneIsMeant(List<String> parts) {
    return parts.stream()
        .skip(1)
        .noneMatch(
            part -> isRight.test(part) || part.contains("://") || part.startsWith("localhost"));
  }

  private Refusal several(List<String> values) {
    boolean right = values.stream().allMatch(isRight);
    return new Refusal(
        what + "-several-values",
        value,
        "several values stand in one",
        "write each as a value of its own" + (right ? ": " + String.join(" and ", values) : ""));
  }

  private Refusal refusal(String kind, String part, String explanation, String bare) {
    String meant = whole.apply(bare);
    String fix = isRight.test(meant) ? "write " + meant : "write it without";
    return new Refusal(what + "-" + kind, part, explanation, fix);
  }

  private List<String> parts(String[] parts) {
    return Stream.of(parts)
        .map(part -> unquote(Blanks.strip(part)))
        .filter(part -> !part.isEmpty())
        .map(whole)
        .toList();
  }

  /** The text with one blank for white space of any kind. */
  private static String spaced(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      spaced.append(Blanks.isBlank(c) ? ' ' : c);
    }
    return spaced.toString();
  }

  private static String unquote(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && OPENING.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    // The bracket that closes an IPv6 address is its own.
    boolean address = text.contains("//[");
    while (end > start
        && CLOSING.indexOf(text.charAt(end - 1)) >= 0
        && !(address && text.charAt(end - 1) == ']')) {
      end--;
    }
    return Blanks.strip(text.substring(start, end));
  }
}
