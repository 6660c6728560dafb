package io.bucketcors.benchmarks.decide;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What comparing two sets of rules costs, once the JVM is warm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// A comparison of thousands takes 30 ms: fewer rounds, and the larger is not compiled as the
// smaller is.
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 1)
public class Comparisons {
  @Param("RULES_100")
  public Comparing comparing;

  @Benchmark
  public int compare() {
    return comparing.differences();
  }
}
