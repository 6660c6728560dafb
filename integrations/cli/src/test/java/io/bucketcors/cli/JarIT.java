package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, as people run it: each subcommand once, in a process of its own. */
class JarIT {
  @TempDir Path folder;

  private Run run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("jar")));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    // Output is UTF-8 where the terminal's locale is another, too.
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void checkEndsWithTheStatusOfTheRules() throws Exception {
    assertThat(run("check", "rules.xml", "--expect", "expected.txt").status()).isZero();
    Run broken = run("check", "broken.xml");
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out()).contains("[origin-trailing-slash]");
    assertThat(run("check", "nowhere.xml").status()).isEqualTo(2);
  }

  @Test
  void propertiesAreReadWithoutALogLine() throws Exception {
    Run run = run("check", "rules.properties");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("rules.properties: 0 errors, 0 warnings");
  }

  @Test
  void convertWritesADocumentThatItReadsAgain() throws Exception {
    Run json = run("convert", "rules.xml", "--to", "s3-json");
    Path written = Files.writeString(folder.resolve("rules.json"), json.out());

    assertThat(json.status()).isZero();
    assertThat(json.err()).isEmpty();
    assertThat(run("diff", "rules.xml", written.toString()).status()).isZero();
  }

  @Test
  void documentsAreWrittenInUtf8() throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("u.xml"),
            Files.readString(Path.of("rules.xml")).replace("uploads", "größe"));

    assertThat(run("convert", rules.toString(), "--to", "s3").out()).contains("<ID>größe</ID>");
  }

  @Test
  void explainTellsADecisionAndABrowsersMessage() throws Exception {
    Run decision =
        run("explain", "rules.xml", "--origin", "https://app.example", "--method", "DELETE");
    Run message = run("explain", "--browser-error", "(Reason: CORS request did not succeed).");

    assertThat(decision.status()).isZero();
    assertThat(decision.out()).contains("refused", "[METHOD_NOT_ALLOWED]");
    assertThat(message.status()).isZero();
    assertThat(message.out()).startsWith("Firefox");
  }

  @Test
  void diffEndsWithOneWhereMoreIsGranted() throws Exception {
    Run run = run("diff", "rules.xml", "wider.xml");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("rules.xml → wider.xml: wider\n");
    assertThat(run("diff", "rules.xml", "wider.xml", "--allow-wider").status()).isZero();
  }

  @Test
  void versionAndCompletionAreThere() throws Exception {
    assertThat(run("--version").out()).matches("bucketcors \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(run("generate-completion").out()).contains("complete -F");
    assertThat(run("--nothing").status()).isEqualTo(2);
  }
}
