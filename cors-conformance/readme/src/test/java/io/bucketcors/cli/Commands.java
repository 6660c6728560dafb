package io.bucketcors.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line, within this process. */
public final class Commands {
  private Commands() {}

  /**
   * Runs a command that has to end with 0.
   *
   * @return all that it prints
   * @throws AssertionError if it ends with another status; the message is what it printed
   */
  public static String run(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output, true);
    int status = Main.run(printer, printer, arguments);
    if (status != 0) {
      throw new AssertionError("status " + status + ": " + output);
    }
    return output.toString();
  }
}
