package io.bucketcors;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Rules that must not be put in force, with every problem found in them. */
public final class CorsConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<CorsProblem> problems;

  /**
   * @param problems all problems, warnings included; at least one error
   */
  public CorsConfigurationException(List<CorsProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, warnings included, in the order in which they were found. */
  public List<CorsProblem> problems() {
    return problems;
  }

  private static String text(List<CorsProblem> problems) {
    long errors = problems.stream().filter(CorsProblem::isError).count();
    return problems.stream()
        .map(problem -> "\n  - " + problem.message())
        .collect(
            Collectors.joining(
                "", "CORS rules refused, " + errors + (errors == 1 ? " error:" : " errors:"), ""));
  }
}
