package io.bucketcors.examples.bucket;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The example could not start; the message is for the person who started it. */
public final class NotStartedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  NotStartedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
