package io.bucketcors.benchmarks.start;

import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsPolicySource;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;

/**
 * Starts from a source in a JVM that has done nothing else, and then again and again. Prints the
 * milliseconds of the first start, and the least CPU time of all.
 */
public final class ColdStart {
  private ColdStart() {}

  /**
   * Runs it.
   *
   * @param args name of a {@link Source}, number of rules, number of starts
   */
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    int rules = Integer.parseInt(args[1]);
    Callable<CorsPolicySource> start = Source.valueOf(args[0]).prepare(rules);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      long wall = System.nanoTime();
      long before = threads.getCurrentThreadCpuTime();
      try (CorsPolicySource source = start.call()) {
        least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
        if (i == 0) {
          double millis = (System.nanoTime() - wall) / 1e6;
          System.out.println("start/" + args[0] + "/" + rules + "/first\t" + millis);
        }
        if (source.current().defaultBucket().rules().size() != rules) {
          throw new AssertionError(source.current());
        }
      }
    }
    System.out.println("start/" + args[0] + "/" + rules + "/warm\t" + least / 1e6);
    System.exit(0);
  }
}
