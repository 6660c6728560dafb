package io.bucketcors;

import io.bucketcors.adapter.CorsRequestReader;
import java.util.List;

/**
 * How a dialect sorts requests and answers them; every answer it can give is built once. The rules
 * themselves are matched by {@link RuleMatcher} in all dialects alike.
 */
interface Answers {
  <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader);

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
