package io.bucketcors.analysis;

import java.util.List;

/** Origins that match the same patterns. Immutable; equal only to itself. */
public final class OriginClass {
  private final String text;
  private final List<Integer> patterns;
  private final Ends ends;

  OriginClass(String text, List<Integer> patterns, Ends ends) {
    this.text = text;
    this.patterns = patterns;
    this.ends = ends;
  }

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

  /** What all texts of a class start and end with, as its universe writes them. */
  record Ends(Kind kind, String start, String end) {
    static Ends of(Kind kind) {
      return new Ends(kind, "", "");
    }
  }

  /** What the class is made of. */
  public Kind kind() {
    return ends.kind();
  }

  /** One of the origins. */
  public String text() {
    return text;
  }

  /** The numbers of the patterns that match, ascending. */
  public List<Integer> patterns() {
    return patterns;
  }

  Ends ends() {
    return ends;
  }
}
