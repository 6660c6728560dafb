package io.bucketcors.benchmarks.decide;

/** Makes and compiles rules in a JVM that has done nothing else, and says how long it took. */
public final class ColdCompile {
  private ColdCompile() {}

  /**
   * Prints milliseconds.
   *
   * @param args how many rules
   */
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    long start = System.nanoTime();
    int rules = ManyRules.policy(count).rules().size();
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (rules != count) {
      throw new AssertionError(rules);
    }
    System.out.println(millis);
  }
}
