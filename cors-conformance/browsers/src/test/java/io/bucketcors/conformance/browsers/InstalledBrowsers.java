package io.bucketcors.conformance.browsers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the browsers of this machine. */
final class InstalledBrowsers {
  private InstalledBrowsers() {}

  /**
   * The first of the given programs that is on the {@code PATH}.
   *
   * <p>Where none is, the tests are skipped; with {@code -Dbrowsers=required} they fail.
   */
  static Path find(String name, List<String> programs) {
    boolean required =
        switch (System.getProperty("browsers", "installed")) {
          case "installed" -> false;
          case "required" -> true;
          default -> throw new IllegalArgumentException("browsers is installed or required");
        };
    String path = String.valueOf(System.getenv("PATH"));
    for (String program : programs) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path candidate = Path.of(folder, program);
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return candidate;
        }
      }
    }
    String missing = name + " is not on this machine: none of " + programs + " is on the PATH";
    if (required) {
      return fail(missing + ", and -Dbrowsers=required asks for it");
    }
    String skipped = "Skipped: " + missing + "; -Dbrowsers=required makes this a failure";
    System.err.println(skipped);
    return abort(skipped);
  }
}
