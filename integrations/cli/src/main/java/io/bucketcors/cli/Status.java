package io.bucketcors.cli;

/** What commands end with. */
final class Status {
  /** All is well. */
  static final int FINE = 0;

  /** What was asked about is not well: errors, losses, a change that grants more. */
  static final int NOT_WELL = 1;

  /** Nothing can be said: a file that is not there, rules that are none, an unknown option. */
  static final int UNUSABLE = 2;

  private Status() {}
}
