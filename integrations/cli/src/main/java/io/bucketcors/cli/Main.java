package io.bucketcors.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code bucketcors}. */
@Command(
    name = "bucketcors",
    mixinStandardHelpOptions = true,
    description = "Checks, converts, explains and compares CORS rules, and probes a live server.",
    subcommands = {GenerateCompletion.class})
public final class Main {
  private Main() {}

  /** Runs one subcommand and ends the process with its status. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main()).execute(args);
  }
}
