package io.bucketcors.conformance.app;

import java.io.Serial;

/** An exception that an exception handler of the container is registered for, where it has such. */
public final class HandledException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public HandledException() {
    super("thrown by the suite");
  }
}
