package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What docs/why/cli.md and the README show is what the commands print. */
class DocsTest {
  private static final Path PAGE = Path.of(System.getProperty("docs"), "why", "cli.md");
  private static final Path PROBE_PAGE = Path.of(System.getProperty("docs"), "why", "probe.md");
  private static final Path README = Path.of(System.getProperty("docs"), "..", "README.md");

  /** The URL that the page probes; the test has a server of its own. */
  private static final String PROBED = "https://api.example/data.json";

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** A command, what the page shows below it, and its status where the page shows that. */
  private record Example(String command, String output, String status) {
    static Example of(String command, List<String> shown) {
      int asked = shown.indexOf("$ echo $?");
      return asked < 0
          ? new Example(command, String.join("\n", shown), "")
          : new Example(command, String.join("\n", shown.subList(0, asked)), shown.get(asked + 1));
    }
  }

  private static List<Example> examples(Path page) throws IOException {
    List<Example> examples = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    String command = null;
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      boolean begins = inside && line.startsWith("$ bucketcors ");
      boolean ends = inside && line.equals("```");
      if (command != null && (begins || ends)) {
        examples.add(Example.of(command, shown));
        command = null;
        shown = new ArrayList<>();
      }
      if (begins) {
        command = line.substring("$ bucketcors ".length());
      } else if (command != null) {
        shown.add(line);
      }
      inside = line.equals("```console") || inside && !ends;
    }
    return examples;
  }

  @TestFactory
  Stream<DynamicTest> eachCommandPrintsWhatThePageShows() throws IOException {
    List<Example> all = new ArrayList<>(examples(PAGE));
    all.addAll(examples(PROBE_PAGE));
    all.addAll(examples(README));
    return all.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.command(),
                    () -> {
                      if (example.command().contains(" " + PROBED + " ")) {
                        try (WrongServer server = dotsAsInAnExpression()) {
                          check(example, server.url());
                        }
                      } else {
                        check(example, PROBED);
                      }
                    }));
  }

  private static void check(Example example, String probed) {
    Run run = Run.of(words(example.command().replace(PROBED, probed)));
    assertThat((run.out() + run.err()).replace(probed, PROBED).stripTrailing())
        .isEqualToNormalizingNewlines(example.output().stripTrailing());
    if (!example.status().isEmpty()) {
      assertThat(run.status()).hasToString(example.status());
    }
  }

  private static WrongServer dotsAsInAnExpression() {
    return new WrongServer(
        new WrongServer.Answers() {
          @Override
          boolean allows(String origin) {
            return origin.matches(WrongServer.LISTED);
          }
        });
  }

  @Test
  void thePageShowsEverySubcommand() throws IOException {
    assertThat(examples(README)).isNotEmpty();
    assertThat(examples(PAGE))
        .extracting(example -> words(example.command())[0])
        .contains("check", "explain", "convert", "diff");
    assertThat(examples(PROBE_PAGE))
        .extracting(example -> words(example.command())[0])
        .containsOnly("probe");
  }

  @Test
  void thePageNamesEveryForm() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Target.keys()).allSatisfy(form -> assertThat(page).contains("`" + form + "`"));
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.toArray(String[]::new);
  }
}
