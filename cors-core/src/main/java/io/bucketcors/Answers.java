package io.bucketcors;

/**
 * How a dialect sorts requests and answers them; every answer it can give is built once. The rules
 * themselves are matched by {@link RuleMatcher} in all dialects alike.
 */
interface Answers {
  <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader);
}
