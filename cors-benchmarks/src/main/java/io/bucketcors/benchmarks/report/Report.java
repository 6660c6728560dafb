package io.bucketcors.benchmarks.report;

import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes results into {@code docs/performance.md} and its charts, and prints the goals. */
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
            docs.resolve("performance-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".svg"),
            Chart.draw(figures, theme, "JDK " + jdk + ", best of all forks"));
      }
    }
    List<Goal> goals = Goals.of(figures);
    System.out.println();
    for (Goal goal : goals) {
      System.out.printf(
          "%-15s %s: %s, goal %s%n",
          goal.outcome().words.replace("*", ""), goal.what(), goal.measured(), goal.promised());
    }
  }
}
