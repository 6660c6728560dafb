package io.bucketcors;

import io.bucketcors.text.Quoted;

/** Writes what was configured into messages: bounded, and without a control character. */
final class ProblemText {
  private ProblemText() {}

  static String line(CorsProblem problem) {
    StringBuilder text = new StringBuilder();
    text.append(problem.location()).append(": ");
    if (!problem.value().isEmpty() && !problem.value().equals(problem.location().property())) {
      text.append(Quoted.of(problem.value())).append(": ");
    }
    text.append(problem.explanation());
    if (!problem.part().isEmpty() && !problem.part().equals(problem.value())) {
      text.append(" (").append(Quoted.of(problem.part())).append(')');
    }
    if (!problem.fix().isEmpty()) {
      text.append("; ").append(problem.fix());
    }
    return text.append(" [").append(problem.code()).append(']').toString();
  }
}
