package io.bucketcors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/reference/origin-grammar.md} says of origin patterns and hazards is so. */
class OriginGrammarPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/reference/origin-grammar.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void saysWhichPatternsNeedWhichHazard() throws IOException {
    int patterns = 0;
    for (List<String> row : table("| pattern | stands for | hazard |")) {
      String hazard = row.get(2).startsWith("none") ? "" : "hazard-" + code(row.get(2)).get(0);
      for (String pattern : code(row.get(0))) {
        CorsRule rule = CorsRule.allow(pattern).methods("GET", "HEAD").build();
        assertThat(CorsPolicy.builder().rule(rule).check())
            .extracting(CorsProblem::code)
            .as(pattern)
            .isEqualTo(hazard.isEmpty() ? List.of() : List.of(hazard));
        patterns++;
      }
    }
    assertThat(patterns).isGreaterThan(14);
  }

  @Test
  void listsEveryHazardAndWhetherItTakesCredentials() throws IOException {
    List<String> keys = new ArrayList<>();
    for (List<String> row : table("| hazard | what it lets in | credentials |")) {
      String key = code(row.get(0)).get(0);
      keys.add(key);
      boolean allowed = row.get(2).equals("allowed");
      String origin =
          switch (key) {
            case "null-origin" -> "null";
            case "unbounded-wildcard" -> "https://*example.com";
            case "public-suffix" -> "https://*.github.io";
            case "extension-wildcard" -> "moz-extension://*";
            default -> "http://a.example";
          };
      CorsRule rule =
          CorsRule.allow(origin)
              .methods("GET", "HEAD")
              .credentials(true)
              .dangerouslyAllow(CorsHazard.values())
              .build();
      assertThat(CorsPolicy.builder().rule(rule).check().stream().noneMatch(CorsProblem::isError))
          .as(key)
          .isEqualTo(allowed);
      if (key.equals("extension-wildcard")) {
        for (String scheme : code(row.get(1)).stream().filter(c -> c.length() > 1).toList()) {
          CorsRule any = CorsRule.allow(scheme + "://*").methods("GET", "HEAD").build();
          assertThat(CorsPolicy.builder().rule(any).check())
              .extracting(CorsProblem::code)
              .as(scheme)
              .containsExactly("hazard-extension-wildcard");
        }
      }
    }
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CorsHazard.values()).map(CorsHazard::key).toList());
  }

  /** The rows below a header, each as its cells. */
  private static List<List<String>> table(String header) throws IOException {
    List<String> lines = Files.readAllLines(PAGE, UTF_8);
    int at = lines.indexOf(header);
    assertThat(at).as(header).isNotNegative();
    return lines.stream()
        .skip(at + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}
