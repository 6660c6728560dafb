package io.bucketcors.benchmarks.report;

import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Part;
import io.bucketcors.benchmarks.filter.Subject;
import java.util.Locale;

/** Ratios from results, and how figures are written. */
final class Figures {
  private final Results results;

  Figures(Results results) {
    this.results = results;
  }

  Results results() {
    return results;
  }

  /** The best fork, in nanoseconds; not a number where it was not measured. */
  double time(Subject subject, FilterScenario scenario) {
    return results.least(timeName(subject, scenario));
  }

  /** The worst fork. */
  double worstTime(Subject subject, FilterScenario scenario) {
    return results.all(timeName(subject, scenario)).stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NaN);
  }

  /** One part of our filter, in nanoseconds. */
  double part(Part part) {
    return results.least("part/" + part);
  }

  private static String timeName(Subject subject, FilterScenario scenario) {
    return "time/" + subject + "/" + scenario;
  }

  /** The floor under the same request, or under the plain one where that has none of its own. */
  double floor(FilterScenario scenario) {
    return time(Subject.FLOOR, Subject.FLOOR.has(scenario) ? scenario : FilterScenario.GET_EXACT);
  }

  /** How many floors a subject costs. */
  double overFloor(Subject subject, FilterScenario scenario) {
    return time(subject, scenario) / floor(scenario);
  }

  /** How many times as long as ours a subject takes. */
  double overOurs(Subject subject, FilterScenario scenario) {
    return time(subject, scenario) / time(Subject.OURS, scenario);
  }

  /** Bytes of a cell without what the request itself is made of. */
  double bytes(Subject subject, FilterScenario scenario) {
    double all = results.least("bytes/" + subject + "/" + scenario);
    return Subject.FLOOR.has(scenario)
        ? all - results.least("bytes/" + Subject.FLOOR + "/" + scenario)
        : all;
  }

  /** Two digits that count, thousands apart. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (value < 10) {
      return String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
    }
    if (value < 1_000) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return String.format(Locale.ROOT, "%,d", (long) (Math.round(value / unit) * unit));
  }

  /** A whole number, thousands apart. */
  static String whole(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** From the best to the worst; one number where they are written alike. */
  static String range(double best, double worst) {
    String from = number(best);
    String to = number(worst);
    return from.equals(to) ? from : from + "–" + to;
  }
}
