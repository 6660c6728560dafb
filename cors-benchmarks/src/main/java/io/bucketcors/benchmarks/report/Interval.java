package io.bucketcors.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A median of ratios, each of one round, with the interval that it is in with 95 percent, by
 * bootstrap.
 */
record Interval(double low, double median, double high) {
  private static final int RESAMPLES = 5_000;

  /** Of round by round ratios of two lists. */
  static Interval ofRatios(List<Double> over, List<Double> under) {
    int rounds = Math.min(over.size(), under.size());
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = over.get(i) / under.get(i);
    }
    if (rounds == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    // A fixed seed: the page is the same each time it is written from the same results.
    Random random = new Random(95);
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[rounds];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < rounds; j++) {
        sample[j] = ratios[random.nextInt(rounds)];
      }
      medians[i] = median(sample.clone());
    }
    Arrays.sort(medians);
    return new Interval(
        medians[(int) (RESAMPLES * 0.025)],
        median(ratios.clone()),
        medians[(int) (RESAMPLES * 0.975) - 1]);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  @Override
  public String toString() {
    return Double.isNaN(median)
        ? ""
        : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, low, high);
  }
}
