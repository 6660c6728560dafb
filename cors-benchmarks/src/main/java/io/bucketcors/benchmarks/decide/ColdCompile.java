package io.bucketcors.benchmarks.decide;

/**
 * Makes and compiles 10,000 rules in a JVM that has done nothing else, and says how long it took.
 */
public final class ColdCompile {
  private ColdCompile() {}

  /** Prints milliseconds. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    int rules = ManyRules.policy(10_000).rules().size();
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (rules != 10_000) {
      throw new AssertionError(rules);
    }
    System.out.println(millis);
  }
}
