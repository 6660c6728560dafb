package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Runs a main class until its standard input ends. That is a pipe from whoever started it, so it
 * ends when that process does, however it came about, and no process is left behind.
 */
public final class Lifeline {
  private Lifeline() {}

  /**
   * Runs a main class.
   *
   * @param args its name, then its arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(Lifeline::endWithInput, "lifeline");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said here; only the end counts.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }
}
