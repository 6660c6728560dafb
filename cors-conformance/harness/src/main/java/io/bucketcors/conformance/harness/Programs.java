package io.bucketcors.conformance.harness;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that tests need and a machine may lack. Where one is missing its tests are skipped,
 * which is said; with a system property, such as {@code -Dbrowsers=required}, they fail.
 */
public final class Programs {
  /** Where Debian has servers, and not every user's PATH. */
  private static final String SERVERS = "/usr/sbin";

  private Programs() {}

  /**
   * The first of some programs that is on the {@code PATH} or among the system's servers.
   *
   * @param property the name of the system property, which is {@code installed} or {@code required}
   * @param name what is looked for, for the message
   * @param programs the names of its files, the better first
   */
  public static Path find(String property, String name, List<String> programs) {
    boolean required = isRequired(property);
    String path = System.getenv("PATH") + File.pathSeparator + SERVERS;
    for (String program : programs) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path candidate = Path.of(folder, program);
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return candidate;
        }
      }
    }
    return missing(property, required, name + ": none of " + programs + " is on the PATH");
  }

  /** The program at a place, where another of the same name would not do. */
  public static Path at(String property, String name, Path program) {
    boolean required = isRequired(property);
    return Files.isExecutable(program)
        ? program
        : missing(property, required, name + ": there is no " + program);
  }

  private static boolean isRequired(String property) {
    return switch (System.getProperty(property, "installed")) {
      case "installed" -> false;
      case "required" -> true;
      default -> throw new IllegalArgumentException(property + " is installed or required");
    };
  }

  private static Path missing(String property, boolean required, String what) {
    if (required) {
      return fail(what + ", and -D" + property + "=required asks for it");
    }
    String skipped = "Skipped: " + what + "; -D" + property + "=required makes this a failure";
    System.err.println(skipped);
    return abort(skipped);
  }
}
