package io.bucketcors;

import java.util.List;

/**
 * Why a policy decides on a request as it does, rule by rule. Immutable and thread-safe.
 *
 * @param decision what {@code decide} returns for the same request
 * @param rules one entry a rule, in order, also for those after the one that won
 */
public record CorsExplanation(CorsDecision decision, List<RuleExplanation> rules) {

  /** Copies the list. */
  public CorsExplanation {
    rules = List.copyOf(rules);
  }

  /** How a part of a rule did. */
  public enum Part {
    MATCHED,
    FAILED,
    /** Nothing to check, such as requested headers on an actual request. */
    NOT_ASKED
  }

  /**
   * How one rule did. Each part is judged by itself, also where an earlier one failed. Immutable.
   */
  public static final class RuleExplanation {
    private final int index;
    private final CorsRule rule;
    private final Part origin;
    private final Part method;
    private final Part headers;

    RuleExplanation(int index, CorsRule rule, Part origin, Part method, Part headers) {
      this.index = index;
      this.rule = rule;
      this.origin = origin;
      this.method = method;
      this.headers = headers;
    }

    /** The rule's index, from 0. */
    public int index() {
      return index;
    }

    /** The rule. */
    public CorsRule rule() {
      return rule;
    }

    /** Whether it lists the origin. */
    public Part origin() {
      return origin;
    }

    /** Whether it lists the method. */
    public Part method() {
      return method;
    }

    /** Whether it covers every requested header. */
    public Part headers() {
      return headers;
    }

    /** Whether nothing failed. */
    public boolean matches() {
      return origin != Part.FAILED && method != Part.FAILED && headers != Part.FAILED;
    }

    @Override
    public String toString() {
      return "rule "
          + index
          + ": origin "
          + origin
          + ", method "
          + method
          + ", headers "
          + headers
          + " of "
          + rule;
    }
  }
}
