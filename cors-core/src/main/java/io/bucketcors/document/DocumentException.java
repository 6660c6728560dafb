package io.bucketcors.document;

import io.bucketcors.CorsProblem;
import java.io.Serial;

/** A document that cannot be read any further. */
final class DocumentException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final CorsProblem problem;

  DocumentException(CorsProblem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  CorsProblem problem() {
    return problem;
  }
}
