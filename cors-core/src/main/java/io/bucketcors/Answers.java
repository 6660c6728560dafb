package io.bucketcors;

import io.bucketcors.adapter.CorsRequestReader;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How a dialect sorts requests and answers them; every answer it can give is built once. The rules
 * themselves are matched by {@link RuleMatcher} in all dialects alike.
 */
interface Answers {
  <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader);

  /**
   * Shows every answer there is, each by a name that says when it is given; the same name in every
   * bucket of the dialect.
   */
  void forEach(BiConsumer<String, CorsDecision> visitor);

  /** Shows the answers of rules, by their indexes. */
  static void forEach(
      String name, CorsDecision[] decisions, BiConsumer<String, CorsDecision> visitor) {
    for (int i = 0; i < decisions.length; i++) {
      visitor.accept(name + i, decisions[i]);
    }
  }

  /** The answers of a bucket with the given rules. */
  static Answers of(PolicySettings settings, List<CorsRule> rules, RuleMatcher matcher) {
    if (settings.dialect() != CorsDialect.STANDARD) {
      return new BucketAnswers(settings, rules, matcher);
    }
    return matcher.isEmpty()
        ? new UngovernedAnswers(settings.bucket())
        : new StandardAnswers(settings, rules, matcher);
  }
}
