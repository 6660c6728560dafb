package io.bucketcors.benchmarks.report;

import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes results into {@code docs/performance.md} and its charts. */
public final class Report {
  private Report() {}

  /**
   * Writes all.
   *
   * @param docs the folder of the page
   * @param caption what kind of run it was
   */
  public static void write(Results results, Path docs, String caption) throws IOException {
    Figures figures = new Figures(results);
    int jdk = (int) results.least("jdk");
    Page.write(docs.resolve("performance.md"), Tables.of(figures), caption, jdk);
    if (jdk == Page.OWN_JDK
        && !Double.isNaN(figures.overFloor(Subject.OURS, FilterScenario.PREFLIGHT_3))) {
      for (Chart.Theme theme : Chart.Theme.values()) {
        Files.writeString(
            docs.resolve("performance-" + theme.name().toLowerCase(Locale.ROOT) + ".svg"),
            Chart.draw(figures, theme, "JDK " + jdk + ", best of all forks"));
      }
    }
  }

  /** Prints each goal, and whether it was reached. */
  public static void printGoals(Results results) {
    System.out.println();
    for (Goal goal : Goals.of(new Figures(results))) {
      System.out.printf(
          "%-15s %s: %s (goal %s)%n",
          goal.outcome().words.replace("*", ""),
          goal.what(),
          goal.measured().isEmpty() ? "-" : goal.measured(),
          goal.promised());
    }
  }
}
