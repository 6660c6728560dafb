package io.bucketcors.conformance.app;

import java.io.Serial;

/** An exception that an error page is registered for. */
public final class PageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public PageException() {
    super("thrown by the suite");
  }
}
