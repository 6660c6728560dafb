package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @Test
  void aRefusalSaysWhatFailedInEveryRule() {
    Run run =
        Run.of(
            "explain",
            "rules.xml",
            "--origin",
            "https://app.example",
            "--method",
            "PUT",
            "--headers",
            "X-Part, Content-Type");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("PUT by a script on https://app.example: refused\n")
        .contains("> Access-Control-Request-Headers: content-type,x-part\n")
        .contains("[HEADER_NOT_ALLOWED], status 403")
        .contains(
            "rule 0 (uploads): does not match: origin matched, method matched, headers FAILED"
                + " (listed: content-type)")
        .contains(
            "rule 1 (downloads): does not match: origin matched, method FAILED (listed: GET)");
  }

  @Test
  void aGrantSaysWhichRuleAndWhichHeadersAreSent() {
    Run run =
        Run.of(
            "explain",
            "rules.xml",
            "--origin",
            "https://app.example",
            "--method",
            "PUT",
            "--headers",
            "content-type");

    assertThat(run.out())
        .startsWith("PUT by a script on https://app.example: allowed\n")
        .contains("allowed by rule 0 (uploads), status 204")
        .contains("< Access-Control-Allow-Origin: https://app.example\n")
        .contains("< Access-Control-Allow-Methods: PUT, GET\n")
        .contains("< Access-Control-Max-Age: 600\n")
        .contains("< Access-Control-Expose-Headers: ETag\n");
  }

  @Test
  void whatNeedsNoPreflightHasNone() {
    Run get =
        Run.of("explain", "rules.xml", "--origin", "https://other.example", "--method", "get");

    assertThat(get.out())
        .startsWith("GET by a script")
        .doesNotContain("preflight")
        .contains("< Access-Control-Allow-Origin: *\n");
  }

  @Test
  void anExtensionMethodIsSentAsWritten() {
    Run run =
        Run.of("explain", "rules.xml", "--origin", "https://app.example", "--method", "patch");

    assertThat(run.out()).contains("> Access-Control-Request-Method: patch\n");
  }

  @Test
  void pathsLeadToNamedBuckets(@TempDir Path folder) throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("b.properties"),
            """
            bucketcors.rules =
            bucketcors.buckets.files.paths = /files/*
            bucketcors.buckets.files.rules[0].allowed-origins = https://a.example
            bucketcors.buckets.files.rules[0].allowed-methods = GET
            """);
    String[] asked = {"--origin", "https://a.example", "--method", "GET", "--path"};

    assertThat(run("explain", rules.toString(), asked, "/files/a"))
        .startsWith("GET by a script on https://a.example: allowed, by bucket files\n");
    assertThat(run("explain", rules.toString(), asked, "/a"))
        .contains("refused, by bucket default");
  }

  private static String run(String command, String file, String[] asked, String path) {
    return Run.of(command, file, asked[0], asked[1], asked[2], asked[3], asked[4], path).out();
  }

  @Test
  void whatIsMissingIsWrongUsage() {
    assertThat(Run.of("explain").status()).isEqualTo(2);
    assertThat(Run.of("explain", "rules.xml").status()).isEqualTo(2);
    assertThat(Run.of("explain", "rules.xml", "--origin", "https://a.example").status())
        .isEqualTo(2);
    assertThat(
            Run.of("explain", "--origin", "https://a", "--method", "GET", "--browser-error", "x")
                .status())
        .isEqualTo(2);
    Run run = Run.of("explain", "broken.xml", "--origin", "https://app.example", "--method", "GET");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("[origin-trailing-slash]");
  }

  @Test
  void whatIsSwitchedOffDecidesNothing(@TempDir Path folder) throws IOException {
    Path off = Files.writeString(folder.resolve("o.properties"), "bucketcors.enabled=false\n");

    Run run = Run.of("explain", off.toString(), "--origin", "https://a", "--method", "GET");

    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void textOfTheCommandLineIsShownEscaped() {
    Run run = Run.of("explain", "rules.xml", "--origin", "https://a\u001b[2J", "--method", "GET");

    assertThat(run.out()).doesNotContain("\u001b");
  }
}
