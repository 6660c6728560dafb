package io.bucketcors.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/configuration-errors.md} shows what people are told today. {@code
 * -Ddocs=write} writes it anew.
 */
class ErrorsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/configuration-errors.md");

  private static final Path TYPES =
      Path.of(System.getProperty("basedir", "."))
          .resolve("src/main/java/io/bucketcors/CorsProblemType.java");

  private static final String HEAD =
      """
      # Configuration errors

      All mistakes are reported at once, and an app with any of them does not start. Every message
      names the property, the config source, the value, what is wrong with it, what to write
      instead, and last a code that stays the same from release to release. The log has the same
      messages when rules that were good at start go bad later; then the last good rules stay in
      force.

      [All codes](#all-codes) are listed at the end. A test writes this page from typical mistakes.
      """;

  private static final String GOOD =
      """
      bucketcors.rules[0].allowed-origins=https://app.example
      bucketcors.rules[0].allowed-methods=GET,HEAD
      """;

  private record Mistake(String title, String properties) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("A slash at the end of an origin", origins("https://app.example/")),
          new Mistake("The default port", origins("https://app.example:443")),
          new Mistake("An origin without a scheme", origins("app.example")),
          new Mistake("Capital letters in a host", origins("https://App.Example")),
          new Mistake("A host in Unicode", origins("https://bücher.example")),
          new Mistake("A wildcard that strangers can match", origins("https://*example.com")),
          new Mistake(
              "A wildcard over names that anybody can have", origins("https://*.github.io")),
          new Mistake("The origin null", origins("null")),
          new Mistake(
              "Credentials for any origin",
              origins("*") + "bucketcors.rules[0].allow-credentials=true\n"),
          new Mistake(
              "Credentials over plain http",
              origins("http://app.example") + "bucketcors.rules[0].allow-credentials=true\n"),
          new Mistake("A method in lower case", methods("get,put")),
          new Mistake(
              "Something that is no header name",
              GOOD + "bucketcors.rules[0].allowed-headers=Content-Type:,x-a b\n"),
          new Mistake("Seconds with a unit", GOOD + "bucketcors.rules[0].max-age-seconds=10m\n"),
          new Mistake(
              "Neither true nor false", GOOD + "bucketcors.rules[0].allow-credentials=yes\n"),
          new Mistake("A misspelt key", GOOD + "bucketcors.rules[0].expose-header=ETag\n"),
          new Mistake("A gap between rules", GOOD + GOOD.replace("[0]", "[3]")),
          new Mistake(
              "A rule without methods",
              "bucketcors.rules[0].allowed-origins=https://app.example\n"),
          new Mistake(
              "A path without its slash",
              "bucketcors.buckets.files.paths=files/*\n"
                  + GOOD.replace(".rules", ".buckets.files.rules")),
          new Mistake(
              "A document that is not there", "bucketcors.rules-location=classpath:cors.xml\n"),
          new Mistake("A dialect that does not exist", "bucketcors.dialect=aws\n" + GOOD),
          new Mistake(
              "Words of another framework",
              "bucketcors.rules[0].origins=https://app.example\n"
                  + "bucketcors.rules[0].methods=GET,HEAD\n"
                  + "bucketcors.rules[0].max-age=600\n"),
          new Mistake(
              "Quotes and brackets around a list",
              origins("[\"https://app.example\", \"https://shop.example\"]")),
          new Mistake(
              "Several origins in one value", origins("https://app.example;https://shop.example")),
          new Mistake("A scheme that stands twice", origins("https://https://app.example")),
          new Mistake("Rules without a number", "bucketcors.rules=https://app.example\n"));

  @Test
  void thePageShowsWhatPeopleAreToldToday() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run the test with -Ddocs=write").content(UTF_8).isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (int i = 0; i < MISTAKES.size(); i++) {
      Mistake mistake = MISTAKES.get(i);
      page.append("\n## ").append(i + 1).append(". ").append(mistake.title()).append("\n\n");
      page.append("```properties\n").append(mistake.properties()).append("```\n\n");
      page.append("```text\n").append(messages(mistake.properties())).append("\n```\n");
    }
    page.append("\n").append(codes());
    return page.toString();
  }

  /** Every code, with what its constant is documented by. */
  private static String codes() {
    StringBuilder table =
        new StringBuilder(
            """
            ## All codes

            Most are errors. The same can be a warning where it works all the same, such as a hazard
            in dialects `s3` and `cos`, or an unknown name among environment variables.

            | code | what it means |
            |---|---|
            """);
    Matcher constant =
        Pattern.compile("/\\*\\* (.+?)\\. \\*/\\s+([A-Z0-9_]+)[,;]", Pattern.DOTALL)
            .matcher(read(TYPES));
    List<String> codes = new ArrayList<>();
    while (constant.find()) {
      String code = CorsProblemType.valueOf(constant.group(2)).code();
      String meaning =
          constant
              .group(1)
              .replaceAll("\\s*\n\\s*\\*\\s*", " ")
              .replaceAll("\\{@code ([^}]*)}", "`$1`");
      codes.add(code);
      table.append("| `").append(code).append("` | ").append(meaning).append(" |\n");
    }
    assertThat(codes)
        .containsExactlyElementsOf(
            Arrays.stream(CorsProblemType.values()).map(CorsProblemType::code).toList());
    return table.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String messages(String properties) {
    return SmallRyeTest.problems("", SmallRyeTest.properties("application.properties", properties))
        .stream()
        .filter(CorsProblem::isError)
        .map(CorsProblem::message)
        .collect(Collectors.joining("\n"));
  }

  private static String origins(String origins) {
    return GOOD.replace("https://app.example", origins);
  }

  private static String methods(String methods) {
    return GOOD.replace("GET,HEAD", methods);
  }
}
