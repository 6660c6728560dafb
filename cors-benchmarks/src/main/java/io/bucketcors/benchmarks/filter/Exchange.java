package io.bucketcors.benchmarks.filter;

/** A subject with its rules and one request, which it answers again and again. */
public interface Exchange {
  /**
   * Answers the request; what the last answer left is taken away first.
   *
   * @return the status
   */
  int run();

  /** What the last run answered. */
  Answer answer();
}
