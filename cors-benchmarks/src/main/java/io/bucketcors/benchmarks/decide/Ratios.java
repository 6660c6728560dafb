package io.bucketcors.benchmarks.decide;

import io.bucketcors.benchmarks.decide.Buckets.Lookup;
import io.bucketcors.benchmarks.decide.Counting.Counted;
import io.bucketcors.benchmarks.run.Jvm;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures all scenarios in one run and prints how the large ones compare with the small ones.
 * Absolute times are a machine's, ratios are the code's: the best of five forks over the best of
 * five forks. Ends with status 1 where a ratio is over its limit.
 */
public final class Ratios {
  private static final int FORKS = 5;

  /** Most of the time of ten rules is that of loading classes. */
  private static final double COLD_AT_MOST = 8.0;

  private Ratios() {}

  private static final Object[][] LIMITS = {
    {"10 to 10,000 origins, hit", Scenario.ORIGINS_10_HIT, Scenario.ORIGINS_10000_HIT, 1.3},
    {"10 to 10,000 origins, miss", Scenario.ORIGINS_10_MISS, Scenario.ORIGINS_10000_MISS, 1.3},
    {"10 to 1,000 wildcards, hit", Scenario.WILDCARDS_10_HIT, Scenario.WILDCARDS_1000_HIT, 1.3},
    {"10 to 1,000 wildcards, miss", Scenario.WILDCARDS_10_MISS, Scenario.WILDCARDS_1000_MISS, 1.3},
    {"10 to 1,000 prefixes, hit", Scenario.PREFIXES_10_HIT, Scenario.PREFIXES_1000_HIT, 1.3},
    {"10 to 1,000 prefixes, miss", Scenario.PREFIXES_10_MISS, Scenario.PREFIXES_1000_MISS, 1.3},
    {"10 to 10,000 rules, hit", Scenario.RULES_10_HIT, Scenario.RULES_10000_HIT, 1.3},
    {"10 to 10,000 rules, miss", Scenario.RULES_10_MISS, Scenario.RULES_10000_MISS, 1.3},
    {
      "10 to 10,000 rules of one origin",
      Scenario.ONE_ORIGIN_10_METHODS,
      Scenario.ONE_ORIGIN_10000_METHODS,
      1.3
    },
    {"30 B to 8 KB Origin", Scenario.ORIGIN_30, Scenario.ORIGIN_8192, 5.0},
    {"30 B to 8 KB Origin, dialect s3", Scenario.S3_ORIGIN_30, Scenario.S3_ORIGIN_8192, 5.0},
    {"the same, a miss", Scenario.S3_ORIGIN_30, Scenario.S3_ORIGIN_8192_MISS, 5.0},
    {"512 B to 1 KB requested headers", Scenario.ACRH_512, Scenario.ACRH_1024, 2.3},
    {"1 KB to 2 KB requested headers", Scenario.ACRH_1024, Scenario.ACRH_2048, 2.3},
    {"2 KB to 4 KB requested headers", Scenario.ACRH_2048, Scenario.ACRH_4096, 2.3},
    {"4 KB to 8 KB requested headers", Scenario.ACRH_4096, Scenario.ACRH_8192, 2.3},
    {"260 to 1,250 allowed headers", Scenario.ACRH_8192, Scenario.ACRH_8192_LIST_1000, 1.3},
    {
      "10 to 1,000 allowed header patterns",
      Scenario.ACRH_PATTERNS_10,
      Scenario.ACRH_PATTERNS_1000,
      1.3
    },
    {"7 KB requested headers in 220 lines", Scenario.LINE_1, Scenario.LINES_220, 2.0},
    {"the same, 1 to 1,000 rules", Scenario.LINES_220, Scenario.LINES_220_RULES_1000, 2.0},
    {"headers of one hash code", Scenario.HEADERS_PLAIN, Scenario.HEADERS_COLLIDING, 2.0},
    {"origins of one hash code", Scenario.ORIGINS_PLAIN, Scenario.ORIGINS_COLLIDING, 2.0},
    {"methods of one hash code", Scenario.METHODS_PLAIN, Scenario.METHODS_COLLIDING, 2.0},
    {"compiling such headers", Compilation.HEADERS_PLAIN, Compilation.HEADERS_COLLIDING, 2.0},
    {"compiling such origins", Compilation.ORIGINS_PLAIN, Compilation.ORIGINS_COLLIDING, 2.0},
    {"compiling such methods", Compilation.METHODS_PLAIN, Compilation.METHODS_COLLIDING, 2.0},
    {"10,000 rules in code to in a map", Compilation.FROM_CODE, Compilation.FROM_MAP, 3.0},
    {"10,000 rules in code to in a config", Compilation.FROM_CODE, Compilation.FROM_CONFIG, 4.0},
    {"comparing 100 to 400 rules", Comparing.RULES_100, Comparing.RULES_400, 8.0},
    {"comparing 1,100 to 4,400 origins", Comparing.ORIGINS_1100, Comparing.ORIGINS_4400, 6.0},
    {"10 to 10,000 named buckets, hit", Lookup.HIT_10, Lookup.HIT_10000, 1.3},
    {"10 to 10,000 named buckets, miss", Lookup.MISS_10, Lookup.MISS_10000, 1.3},
    {"a bare counter to one grant counted", Counted.ADDER, Counted.ALLOWED, 1.5},
    {"a bare counter to one denial counted", Counted.ADDER, Counted.DENIED, 1.5},
  };

  /**
   * Runs everything; about fifteen minutes.
   *
   * @param args only the ratios whose names contain one of these; all without any
   */
  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    List<Object[]> limits =
        Arrays.stream(LIMITS)
            .filter(
                limit ->
                    args.length == 0
                        || Arrays.stream(args).anyMatch(String.valueOf(limit[0])::contains))
            .toList();
    Set<Object> wanted = new HashSet<>();
    for (Object[] limit : limits) {
      wanted.add(limit[1]);
      wanted.add(limit[2]);
    }
    Map<Enum<?>, Double> best = new LinkedHashMap<>();
    measure(Decisions.class, Scenario.class, "scenario", wanted, best);
    measure(Compilations.class, Compilation.class, "compilation", wanted, best);
    measure(Comparisons.class, Comparing.class, "comparing", wanted, best);
    measure(Buckets.class, Lookup.class, "lookup", wanted, best);
    measure(Counting.class, Counted.class, "counted", wanted, best);
    double cold = coldCompile(10_000) / coldCompile(10);
    boolean holds = cold <= COLD_AT_MOST;
    System.out.println();
    best.forEach((scenario, nanos) -> System.out.printf("%-26s %12.1f ns%n", scenario, nanos));
    System.out.println();
    System.out.printf("%-38s %8s %8s%n", "ratio, minima of " + FORKS + " forks", "is", "at most");
    for (Object[] limit : limits) {
      double ratio = best.get(limit[2]) / best.get(limit[1]);
      double most = (Double) limit[3];
      holds &= ratio <= most;
      System.out.printf(
          "%-38s %8.2f %8.1f%s%n", limit[0], ratio, most, ratio > most ? "  TOO MUCH" : "");
    }
    System.out.printf(
        "%-38s %8.2f %8.1f%s%n",
        "10 to 10,000 rules, in fresh JVMs",
        cold,
        COLD_AT_MOST,
        cold > COLD_AT_MOST ? "  TOO MUCH" : "");
    System.exit(holds ? 0 : 1);
  }

  private static <E extends Enum<E>> void measure(
      Class<?> benchmark,
      Class<E> cases,
      String parameter,
      Set<Object> wanted,
      Map<Enum<?>, Double> best)
      throws RunnerException {
    String[] names =
        Arrays.stream(cases.getEnumConstants())
            .filter(wanted::contains)
            .map(Enum::name)
            .toArray(String[]::new);
    if (names.length == 0) {
      return;
    }
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName())
                    .param(parameter, names)
                    .forks(FORKS)
                    .build())
            .run();
    for (RunResult result : results) {
      double least = Double.MAX_VALUE;
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          least = Math.min(least, iteration.getPrimaryResult().getScore());
        }
      }
      best.put(Enum.valueOf(cases, result.getParams().getParam(parameter)), least);
    }
  }

  /** Milliseconds, the best of five fresh JVMs. */
  private static double coldCompile(int rules) throws IOException, InterruptedException {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < FORKS; i++) {
      String millis = Jvm.run(List.of(), ColdCompile.class, Integer.toString(rules)).get(0);
      least = Math.min(least, Double.parseDouble(millis));
    }
    return least;
  }
}
