package io.bucketcors.analysis;

/**
 * One way in which a pattern with a {@code *} matches: what a text starts with, what it ends with,
 * and what may stand between.
 *
 * @param pattern the number of the pattern
 */
record Affix(int pattern, String prefix, String suffix, Star star) {

  /** What a {@code *} may stand for. */
  enum Star {
    /** Any text, none included. */
    ANY,
    /** At least one character. */
    SOME,
    /** Text without a dot, none included. */
    LABEL
  }

  boolean matches(String text) {
    int from = prefix.length();
    int to = text.length() - suffix.length();
    return to - from >= (star == Star.SOME ? 1 : 0)
        && text.startsWith(prefix)
        && text.endsWith(suffix)
        && (star != Star.LABEL || isWithoutDot(text, from, to));
  }

  /**
   * Whether the pattern matches what starts with one text and ends with another, neither longer
   * than it need be.
   *
   * @param dotted whether a dot stands between the two
   */
  boolean matches(String start, String end, boolean dotted) {
    return start.startsWith(prefix)
        && end.endsWith(suffix)
        && (star != Star.LABEL
            || !dotted
                && isWithoutDot(start, prefix.length(), start.length())
                && isWithoutDot(end, 0, end.length() - suffix.length()));
  }

  private static boolean isWithoutDot(String text, int from, int to) {
    int dot = text.indexOf('.', from);
    return dot < 0 || dot >= to;
  }
}
