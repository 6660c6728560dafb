package io.bucketcors.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command wrote, and the status that it ended with. */
record Run(int status, String out, String err) {

  /** Runs a command in this process. */
  static Run of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Run(status, out.toString(), err.toString());
  }
}
