package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicy;
import java.util.concurrent.TimeUnit;
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

/** What one decision costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class Decisions {
  @Param("NO_ORIGIN")
  public Scenario scenario;

  private CorsPolicy policy;
  private Request request;

  @Setup
  public void compile() {
    policy = scenario.policy.get();
    request = scenario.request;
  }

  @Benchmark
  public CorsDecision decide() {
    return policy.decide(request, Request.READER);
  }
}
