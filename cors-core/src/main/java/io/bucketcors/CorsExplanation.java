package io.bucketcors;

import java.util.List;

/**
 * Why a policy decides on a request as it does, rule by rule.
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
   * How one rule did. Each part is judged by itself, also where an earlier one failed.
   *
   * @param index the rule's index
   * @param rule the rule
   * @param origin whether it lists the origin
   * @param method whether it lists the method
   * @param headers whether it covers every requested header
   */
  public record RuleExplanation(int index, CorsRule rule, Part origin, Part method, Part headers) {

    /** Whether nothing failed. */
    public boolean matches() {
      return origin != Part.FAILED && method != Part.FAILED && headers != Part.FAILED;
    }
  }
}
