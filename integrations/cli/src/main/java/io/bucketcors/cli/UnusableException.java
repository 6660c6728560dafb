package io.bucketcors.cli;

import java.io.Serial;

/** Ends a command that has nothing to work on. The message is for people, and safe to print. */
final class UnusableException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnusableException(String message) {
    super(message, null, false, false);
  }
}
