package io.bucketcors.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTableTest {
  private static final List<String> COLUMNS = List.of("Jetty", "Tomcat");
  private static final List<String> PAGE =
      List.of(
          "The same everywhere:",
          "",
          "- kept",
          "  - redirect",
          "  - HTTP/2: answer, error",
          "- none: the process ends",
          "  - threads",
          "",
          "| Behaviour | Jetty | Tomcat |",
          "|---|---|---|",
          "| path confusion: `//`, `;x` | kept | lost |");

  private static Map<String, Map<String, String>> rows() {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    rows.put("redirect", Map.of("Jetty", "kept", "Tomcat", "kept"));
    rows.put(
        "threads", Map.of("Jetty", "none: the process ends", "Tomcat", "none: the process ends"));
    rows.put("path confusion: `//`, `;x`", Map.of("Jetty", "kept", "Tomcat", "lost"));
    rows.put("HTTP/2: answer, error", Map.of("Jetty", "kept", "Tomcat", "kept"));
    return rows;
  }

  @Test
  void listsWhatIsTheSameAndTabulatesWhatDiffers() {
    assertThat(DifferenceTable.write("Behaviour", COLUMNS, rows())).isEqualTo(PAGE);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(DifferenceTable.read(PAGE, List.of())).isEqualTo(rows());
    assertThat(DifferenceTable.columns(PAGE)).isEqualTo(COLUMNS);
    assertThat(DifferenceTable.differences(PAGE))
        .isEqualTo(Map.of("path confusion: `//`, `;x`", List.of("kept", "lost")));
  }

  @Test
  void takesNoRowForTheSameThatLacksAColumn() {
    Map<String, Map<String, String>> rows = Map.of("redirect", Map.of("Jetty", "kept"));
    List<String> page = DifferenceTable.write("", COLUMNS, rows);
    assertThat(page)
        .containsExactly("| | Jetty | Tomcat |", "|---|---|---|", "| redirect | kept | |");
    assertThat(DifferenceTable.read(page, List.of())).isEqualTo(rows);
  }

  @Test
  void leavesOutATableWithoutDifferences() {
    Map<String, Map<String, String>> rows =
        Map.of("redirect", Map.of("Jetty", "kept", "Tomcat", "kept"));
    List<String> page = DifferenceTable.write("", COLUMNS, rows);
    assertThat(page).containsExactly("The same everywhere:", "", "- kept", "  - redirect");
    assertThat(DifferenceTable.read(page, COLUMNS)).isEqualTo(rows);
  }
}
