package io.bucketcors.benchmarks.filter;

import com.sun.management.ThreadMXBean;
import io.bucketcors.benchmarks.decide.DecisionBytes;
import java.lang.management.ManagementFactory;
import java.util.logging.LogManager;

/**
 * Counts what one request allocates, to the byte: the least of several rounds, so that what the JVM
 * does once is not in it. Started without escape analysis it counts every object that is written in
 * the code, and the figures are the same on each run.
 */
public final class Bytes {
  private static final int ROUNDS = 5;

  private Bytes() {}

  /** Prints a line a cell: name, a tab, bytes. */
  public static void main(String[] args) {
    LogManager.getLogManager().reset();
    for (FilterScenario scenario : FilterScenario.values()) {
      for (Subject subject : Subject.values()) {
        if (subject.has(scenario)) {
          Exchange exchange = subject.exchange(scenario);
          System.out.println("bytes/" + subject + "/" + scenario + "\t" + of(exchange::run));
        }
      }
    }
    System.out.println("bytes/decision\t" + DecisionBytes.most());
  }

  /** What one run allocates on this thread. */
  public static long of(Runnable operation) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    operation.run();
    // Fewer times where one takes long; often enough for the rest to be done by then.
    long count = Math.max(3, Math.min(1_000, 20_000_000 / (System.nanoTime() - start + 1)));
    for (int i = 0; i < count; i++) {
      operation.run();
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < count; i++) {
        operation.run();
      }
      least =
          Math.min(
              least,
              (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / count);
    }
    return least;
  }
}
