package io.bucketcors;

import java.io.Serial;
import java.util.List;
import java.util.Objects;

/** Rules that must not be put in force, with every problem found in them. */
public final class CorsConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final List<CorsProblem> problems;

  /**
   * @param problems all problems, warnings included; at least one error
   */
  public CorsConfigurationException(List<CorsProblem> problems) {
    super(text(Objects.requireNonNull(problems, "problems")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, warnings included, in the order in which they were found. */
  public List<CorsProblem> problems() {
    return problems;
  }

  private static String text(List<CorsProblem> problems) {
    List<CorsProblem> errors = problems.stream().filter(CorsProblem::isError).toList();
    List<CorsProblem> warnings = problems.stream().filter(problem -> !problem.isError()).toList();
    StringBuilder text = new StringBuilder("CORS rules refused");
    list(text, ", ", errors, "error");
    list(text, "\nand ", warnings, "warning");
    return text.toString();
  }

  private static void list(
      StringBuilder text, String before, List<CorsProblem> problems, String kind) {
    if (!problems.isEmpty()) {
      text.append(before).append(problems.size()).append(' ').append(kind);
      text.append(problems.size() == 1 ? ":" : "s:");
      problems.forEach(problem -> text.append("\n  - ").append(problem.message()));
    }
  }
}
