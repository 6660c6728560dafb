package io.bucketcors.cli;

final class BrowserError {
  private BrowserError() {}

  static String explain(String message) throws UnusableException {
    throw new UnusableException(message);
  }
}
