package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.cli.Commands;
import io.bucketcors.conformance.readme.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that pages show are good ones, and do what the lines below them say: a block of {@code
 * properties} is checked, and a block {@code expect} is held against the one before it.
 */
class RulesInPagesTest {
  @TempDir private Path folder;

  private record Shown(String page, String rules, String expectations) {
    @Override
    public String toString() {
      return page + ": " + rules.lines().findFirst().orElse("");
    }
  }

  private static List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (Page page : Page.all()) {
      if (page.name().endsWith("configuration-errors.md")) {
        continue; // Nothing but mistakes.
      }
      List<Block> blocks = page.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        if (block.language().equals("properties")
            && block.code().matches("(?s).*bucketcors\\.(rules|buckets).*")) {
          boolean held = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("expect");
          all.add(new Shown(page.name(), block.code(), held ? blocks.get(i + 1).code() : ""));
        }
      }
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> rulesAreGoodAndDoWhatTheyAreShownFor() {
    return all().stream()
        .map(shown -> DynamicTest.dynamicTest(shown.toString(), () -> check(shown)));
  }

  @Test
  void thereAreSomeOfEach() {
    assertThat(all()).hasSizeGreaterThan(20);
    assertThat(all()).filteredOn(shown -> !shown.expectations().isEmpty()).hasSizeGreaterThan(12);
  }

  private void check(Shown shown) throws IOException {
    Path rules = folder.resolve("rules.properties");
    // What needs files and profiles of an app's own is not here.
    StringBuilder text = new StringBuilder();
    shown
        .rules()
        .lines()
        .filter(line -> !line.startsWith("%") && !line.contains(".rules-location"))
        .map(line -> line.replaceAll("\\$\\{[a-z]+:([^}]*)}", "$1"))
        .forEach(line -> text.append(line).append('\n'));
    if (text.isEmpty() || shown.rules().contains("rules-location")) {
      return;
    }
    Files.writeString(rules, text);
    List<String> arguments = new ArrayList<>(List.of("check", rules.toString()));
    if (!shown.expectations().isEmpty()) {
      Path expected = folder.resolve("expected.txt");
      Files.writeString(expected, shown.expectations());
      arguments.addAll(List.of("--expect", expected.toString()));
    }
    String output = Commands.run(arguments.toArray(String[]::new));
    assertThat(output).doesNotContain("[unknown-key]");
  }
}
