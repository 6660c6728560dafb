package io.bucketcors.benchmarks.report;

/**
 * One promise, judged.
 *
 * @param what what is measured
 * @param promised what it is to be, in words
 * @param measured what it was, in words; empty where it was not measured
 * @param outcome whether it was reached
 */
record Goal(String what, String promised, String measured, Outcome outcome) {
  /** How a goal was met. */
  enum Outcome {
    REACHED("reached"),
    MISSED("**missed**"),
    UNMEASURED("not in this run");

    final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  static Goal atMost(String what, double measured, double limit, String unit) {
    return of(what, "≤ " + limit(limit) + unit, measured, unit, measured <= limit);
  }

  static Goal atLeast(String what, double measured, double limit) {
    return of(what, "≥ " + limit(limit) + " ×", measured, " ×", measured >= limit);
  }

  private static String limit(double limit) {
    return limit == Math.rint(limit) ? Figures.whole(limit) : Figures.number(limit);
  }

  private static Goal of(
      String what, String promised, double measured, String unit, boolean reached) {
    if (Double.isNaN(measured)) {
      return new Goal(what, promised, "", Outcome.UNMEASURED);
    }
    return new Goal(
        what,
        promised,
        unit.equals(" B") ? Figures.whole(measured) + unit : Figures.number(measured) + unit,
        reached ? Outcome.REACHED : Outcome.MISSED);
  }
}
