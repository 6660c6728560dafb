package io.bucketcors.benchmarks.filter;

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

/** What a whole request costs in a filter, whoever made it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class Filters {
  @Param("OURS")
  public Subject subject;

  @Param("GET_EXACT")
  public FilterScenario scenario;

  private Exchange exchange;

  /** Also looks once whether the answer is right, so that nobody is measured doing nothing. */
  @Setup
  public void prepare() {
    LogManager.getLogManager().reset();
    exchange = subject.exchange(scenario);
    exchange.run();
    String fault = exchange.answer().fault(scenario);
    if (fault != null && subject != Subject.FLOOR) {
      throw new IllegalStateException(subject + " " + fault);
    }
  }

  @Benchmark
  public int filter() {
    return exchange.run();
  }
}
