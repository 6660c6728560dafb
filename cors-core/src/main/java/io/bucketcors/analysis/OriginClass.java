package io.bucketcors.analysis;

import java.util.List;

/**
 * Origins that match the same patterns. Immutable.
 *
 * @param text one of them
 * @param patterns the numbers of the patterns that match, ascending
 * @param ends what all of them start and end with, where they are many
 */
public record OriginClass(String text, List<Integer> patterns, Ends ends) {

  /** What a class is made of. */
  public enum Kind {
    /** One origin that is listed, or {@code null}. */
    LISTED,
    /** Whatever is matched by patterns with a {@code *}. */
    MATCHED,
    /** Every origin that is matched by nothing but {@code *} alone. */
    OTHER,
    /** Text that is no origin. */
    MALFORMED
  }

  /** The ends of the texts of a class, as its universe writes them. */
  public record Ends(Kind kind, String start, String end) {
    static Ends of(Kind kind) {
      return new Ends(kind, "", "");
    }
  }

  /** What the class is made of. */
  public Kind kind() {
    return ends.kind();
  }
}
