package io.bucketcors.document;

import io.bucketcors.CorsProblem.InvalidDocument;
import java.io.Serial;

/** A document that cannot be read any further. */
final class DocumentException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient InvalidDocument problem;

  DocumentException(InvalidDocument problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  InvalidDocument problem() {
    return problem;
  }
}
