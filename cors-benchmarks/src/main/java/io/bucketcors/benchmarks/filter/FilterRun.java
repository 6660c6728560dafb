package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.report.Results;
import io.bucketcors.benchmarks.run.Jvm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times all cells. Forks are taken in turn, one of each cell and then the next of each, so that
 * what happens on the machine for a while falls on all subjects alike.
 */
public final class FilterRun {
  private FilterRun() {}

  /** Adds the best iteration of each fork, in nanoseconds, and the bytes of all cells. */
  public static void run(
      List<FilterScenario> scenarios, List<Subject> subjects, int forks, Results results)
      throws RunnerException, IOException, InterruptedException {
    results.addLines(Jvm.run(List.of("-XX:-DoEscapeAnalysis"), Bytes.class));
    for (int fork = 0; fork < forks; fork++) {
      for (FilterScenario scenario : scenarios) {
        System.out.printf("fork %d of %d: %s%n", fork + 1, forks, scenario.title());
        time(scenario, subjects, results);
      }
      parts(results);
    }
  }

  private static void parts(Results results) throws RunnerException {
    for (RunResult result :
        new Runner(options(Parts.class, "part").param("part", names(Part.values())).build())
            .run()) {
      results.add("part/" + result.getParams().getParam("part"), best(result));
    }
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark, String method) {
    return new OptionsBuilder()
        .include(benchmark.getName().replace(".", "\\.") + "\\." + method)
        .forks(1)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  private static void time(FilterScenario scenario, List<Subject> subjects, Results results)
      throws RunnerException {
    Subject[] able =
        subjects.stream().filter(subject -> subject.has(scenario)).toArray(Subject[]::new);
    for (RunResult result :
        new Runner(
                options(Filters.class, "filter")
                    .param("scenario", scenario.name())
                    .param("subject", names(able))
                    .build())
            .run()) {
      results.add("time/" + result.getParams().getParam("subject") + "/" + scenario, best(result));
    }
  }

  private static double best(RunResult result) {
    double least = Double.MAX_VALUE;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        least = Math.min(least, iteration.getPrimaryResult().getScore());
      }
    }
    return least;
  }

  /** The scenarios of the short version. */
  public static List<FilterScenario> mainScenarios() {
    return Arrays.stream(FilterScenario.values())
        .filter(scenario -> scenario.group() == FilterScenario.Group.MAIN)
        .toList();
  }
}
