package io.bucketcors.conformance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests in {@code src/test/node}, once with each browser. */
class ConsoleTest {
  private static final Path NODE = Path.of(System.getProperty("node.folder", "target/node"));
  private static final int MINUTES = 9;

  @ParameterizedTest
  @CsvSource({
    "chromium, chromium chromium-browser google-chrome",
    "firefox, firefox-esr firefox",
  })
  void passesInEveryBrowser(String browser, String programs) throws Exception {
    Path executable = find(browser, List.of(programs.split(" ")));
    Path log = NODE.resolveSibling(browser + ".log");
    ProcessBuilder node =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", "console.test.mjs")
            .directory(NODE.toFile());
    node.environment()
        .putAll(
            Map.of(
                "BROWSER", browser,
                "BROWSER_PATH", executable.toString(),
                "JAVA", ServerProcess.ofJdk("java"),
                "CLASS_PATH", System.getProperty("java.class.path"),
                "SCREENSHOTS", NODE.resolveSibling("screenshots").toString()));
    try (ServerProcess run = ServerProcess.start(node, log)) {
      assertThat(run.process().waitFor(MINUTES, TimeUnit.MINUTES)).as(run.log()).isTrue();
      String text = run.log();
      assertThat(run.process().exitValue()).as(text).isZero();
      assertThat(text).as("it ran something").containsPattern("pass [1-9][0-9]");
      System.out.println(browser + ": " + Arrays.toString(summary(text)));
    }
  }

  private static String[] summary(String log) {
    return log.lines()
        .filter(line -> line.matches(". (tests|pass|fail|skipped) .*"))
        .toArray(String[]::new);
  }

  private static Path find(String browser, List<String> programs) {
    for (String program : programs) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
        Path candidate = Path.of(folder, program);
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return candidate;
        }
      }
    }
    String missing = browser + " is not on this machine";
    if (System.getProperty("browsers", "installed").equals("required")) {
      return fail(missing + ", and -Dbrowsers=required asks for it");
    }
    String skipped = "Skipped: " + missing + "; -Dbrowsers=required makes this a failure";
    System.err.println(skipped);
    return abort(skipped);
  }
}
