package io.bucketcors.benchmarks.run;

import io.bucketcors.benchmarks.decide.Ratios;
import io.bucketcors.benchmarks.endtoend.Load;
import io.bucketcors.benchmarks.filter.FilterRun;
import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import io.bucketcors.benchmarks.report.Report;
import io.bucketcors.benchmarks.report.Results;
import io.bucketcors.benchmarks.start.StartRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** All commands of this module. */
public final class Main {
  private static final int STARTS = 5;

  /** With 25 the compiler was still at work on what reads properties. */
  private static final int STARTS_OF_A_JVM = 100;

  private Main() {}

  /**
   * Runs one.
   *
   * @param args the command; the folder of {@code performance.md}; the folder for results
   */
  public static void main(String[] args) throws Exception {
    Path docs = Path.of(args[1]);
    Path saved = Path.of(args[2], "benchmarks-" + Runtime.version().feature() + ".tsv");
    Path caption = Path.of(args[2], "benchmarks-" + Runtime.version().feature() + ".txt");
    switch (args[0]) {
      case "ratios" -> Ratios.main(new String[0]);
      case "report" -> report(saved, docs, caption);
      case "short", "full" -> {
        boolean full = args[0].equals("full");
        measure(full, saved);
        Files.writeString(caption, caption(full, Results.load(saved)));
        report(saved, docs, caption);
      }
      case "starts" -> {
        Results results = Results.load(saved);
        StartRun.names().forEach(results::drop);
        StartRun.run(STARTS, STARTS_OF_A_JVM, results);
        results.save(saved);
        report(saved, docs, caption);
      }
      default ->
          throw new IllegalArgumentException(
              "-Dbenchmarks is ratios, short, full, starts or report, not " + args[0]);
    }
  }

  private static void report(Path saved, Path docs, Path caption) throws IOException {
    Results results = Results.load(saved);
    Report.write(results, docs, Files.readString(caption));
    Report.printGoals(results);
  }

  /** Saves after each part, so that what was measured is not lost with what fails. */
  private static void measure(boolean full, Path saved) throws Exception {
    Results results = new Results();
    results.add("jdk", Runtime.version().feature());
    Jars.weigh(results);
    StartRun.run(full ? STARTS : 1, full ? STARTS_OF_A_JVM : 5, results);
    results.save(saved);
    load(full ? 40 : 8, results);
    results.save(saved);
    List<FilterScenario> scenarios =
        full ? List.of(FilterScenario.values()) : FilterRun.mainScenarios();
    FilterRun.run(scenarios, List.of(Subject.values()), full ? 5 : 3, results);
    results.save(saved);
  }

  private static void load(int rounds, Results results) throws Exception {
    if (Load.available()) {
      Load.run(rounds, 1, results);
    } else {
      System.out.println(
          "wrk is not installed (on Debian: apt-get install wrk): end to end is left out");
    }
  }

  private static String caption(boolean full, Results results) {
    return String.format(
        Locale.ROOT,
        "%s run, %s, JDK %s, %d processors, %d forks.",
        full ? "Full" : "Short",
        YearMonth.now(),
        Runtime.version().toString().replaceFirst("[+-].*", ""),
        Runtime.getRuntime().availableProcessors(),
        results.all("time/OURS/GET_EXACT").size());
  }
}
