package io.bucketcors.examples.bucket;

import java.io.PrintStream;

/** Starts the example from a command line. */
public final class Main {
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  private Main() {}

  /** Runs until interrupted; exit status 2 where it cannot start. */
  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, "%4$s: %5$s%6$s%n");
    }
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (Options.Invalid invalid) {
      err.println("bucket: " + invalid.getMessage());
      return 2;
    }
    if (options.help()) {
      out.println(Options.HELP);
      return 0;
    }
    try (BucketExample example = BucketExample.start(options)) {
      out.println(
          """
          page    %s
          bucket  %s  serves %s
          rules   %s
          %s
          Open the page in a browser. Ctrl-C ends both."""
              .formatted(
                  example.page(),
                  example.bucket(),
                  example.folder(),
                  example.rules().describe(),
                  example.describeKeys()));
      example.join();
      return 0;
    } catch (NotStartedException notStarted) {
      err.println("bucket: " + notStarted.getMessage());
      return 2;
    }
  }
}
