package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

/** What counting one decision costs, where nobody listens. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class Counting {
  /** What is counted. */
  public enum Counted {
    /** Anything, by a counter alone: the floor. */
    ADDER,
    ALLOWED,
    DENIED
  }

  @Param("ADDER")
  public Counted counted;

  private final LongAdder adder = new LongAdder();
  private CorsPolicy policy;
  private Request request;
  private CorsDecision decision;

  @Setup
  public void compile() {
    policy = CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build());
    String origin = counted == Counted.DENIED ? "https://other.example" : "https://app.example";
    request = Request.actual(origin);
    decision = policy.decide(request, Request.READER);
  }

  @Benchmark
  public void count() {
    if (counted == Counted.ADDER) {
      adder.increment();
    } else {
      policy.record(decision, request, Request.READER);
    }
  }
}
