package io.bucketcors.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code bucketcors}. */
@Command(
    name = "bucketcors",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Checks, converts, explains and compares CORS rules, and probes a live server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A file of rules is a document of a bucket (XML of S3, COS, OSS, GCS or Azure;"
          + " JSON of S3, GCS, R2, B2 or CloudFormation), or a properties file with keys that start"
          + " with 'bucketcors.'."
    })
public final class Main {
  /** By name, in the order of the help. */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("convert", ConvertCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("probe", ProbeCommand::new);
  }

  private Main() {}

  /** Runs one subcommand and ends the process with its status. */
  public static void main(String[] args) {
    // Documents are UTF-8, whatever the terminal's locale is.
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int status = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine(args)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed)
        .execute(args);
  }

  /** Looking at the annotations of a command takes as long as a check: only at what is called. */
  private static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Main());
    String called = args.length == 0 ? "" : args[0];
    Supplier<Object> only = COMMANDS.get(called);
    if (only != null) {
      return line.addSubcommand(called, only.get());
    }
    COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.addSubcommand(new GenerateCompletion());
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof UnusableException) {
      err.println(e.getMessage());
    } else {
      // A mistake of this program: whoever reports it needs to know where.
      e.printStackTrace(err);
    }
    err.flush();
    return Status.UNUSABLE;
  }

  private static int misused(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    err.flush();
    return Status.UNUSABLE;
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), false, StandardCharsets.UTF_8);
  }

  /** The version that the jar says it has. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"bucketcors " + (version == null ? "(not packaged)" : version)};
    }
  }
}
