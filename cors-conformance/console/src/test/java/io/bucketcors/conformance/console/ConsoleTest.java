package io.bucketcors.conformance.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.harness.ServerProcess;
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
    Path executable = Programs.find("browsers", browser, List.of(programs.split(" ")));
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
}
