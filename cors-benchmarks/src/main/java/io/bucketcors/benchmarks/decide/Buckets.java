package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsPolicies;
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

/** What finding the bucket of a path costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class Buckets {
  /** How many named buckets, and whether one of them has the path. */
  public enum Lookup {
    HIT_10(10, "/app/bucket10007/some/key.txt"),
    HIT_10000(10_000, "/app/bucket17777/some/key.txt"),
    MISS_10(10, "/app/nobodys123/some/key.txt"),
    MISS_10000(10_000, "/app/nobodys123/some/key.txt");

    private final int buckets;
    private final String path;

    Lookup(int buckets, String path) {
      this.buckets = buckets;
      this.path = path;
    }
  }

  @Param("HIT_10")
  public Lookup lookup;

  private CorsPolicies policies;
  private String path;

  @Setup
  public void build() {
    CorsPolicies.Builder all = CorsPolicies.builder();
    for (int i = 0; i < lookup.buckets; i++) {
      int number = 10_000 + i;
      all.bucket(CorsPolicy.builder().bucket("b" + number).build(), "/bucket" + number + "/*");
    }
    policies = all.build();
    path = lookup.path;
  }

  @Benchmark
  public CorsPolicy find() {
    return policies.forRequest(path, "/app");
  }
}
