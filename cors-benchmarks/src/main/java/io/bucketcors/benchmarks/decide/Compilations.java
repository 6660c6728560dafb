package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What compiling rules costs, once the JVM is warm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class Compilations {
  @Param("METHODS_PLAIN")
  public Compilation compilation;

  /** What is said of rules at start goes to nobody. */
  @Setup
  public void silence() {
    LogManager.getLogManager().reset();
  }

  @Benchmark
  public CorsPolicy compile() {
    return compilation.compile();
  }
}
