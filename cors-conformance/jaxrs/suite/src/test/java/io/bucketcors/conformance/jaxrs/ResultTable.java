package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What every stack did, by behaviour: one part of a page, whose other parts stay as they are.
 * Written only by a run that leaves no cell blank.
 */
final class ResultTable {
  private static final Path FILE = Path.of("../../../docs/compatibility-jaxrs.md");
  private static final Pattern PART = Pattern.compile("^## ", Pattern.MULTILINE);
  private static final String HEAD =
      """
      # JAX-RS implementations and what they do

      The first two parts are written by `cors-conformance/jaxrs`, from raw HTTP against each stack.
      Rows are tests, so a "yes" is a test that passed; a note says what an implementation does
      otherwise. A dash stands where there are no servlets.

      """;

  private final String part;
  private final int chapterCount;
  private final List<String> columns;
  private final Map<String, Map<String, Map<String, String>>> chapters = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  ResultTable(String part, int chapterCount, List<String> columns) {
    this.part = part;
    this.chapterCount = chapterCount;
    this.columns = columns;
  }

  synchronized void record(String chapter, String row, String column, String cell) {
    chapters
        .computeIfAbsent(chapter, key -> new TreeMap<>())
        .computeIfAbsent(row, key -> new TreeMap<>())
        .put(column, cell);
  }

  synchronized void write() throws IOException {
    if (!isComplete()) {
      return;
    }
    StringBuilder text = new StringBuilder(part).append("\n\n");
    chapters.forEach((chapter, rows) -> write(text, chapter, rows));
    for (int i = 0; i < notes.size(); i++) {
      text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
    }
    Map<String, String> parts = new LinkedHashMap<>();
    if (Files.exists(FILE)) {
      PART.splitAsStream(Files.readString(FILE))
          .skip(1)
          .forEach(there -> parts.put(there.substring(0, there.indexOf('\n')), there.strip()));
    }
    parts.put(part, text.toString().strip());
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, HEAD + "## " + String.join("\n\n## ", parts.values()) + "\n");
  }

  private boolean isComplete() {
    List<String> withServlets = Stacks.withServlets();
    return Stacks.NAMES.equals(columns)
        && chapters.size() == chapterCount
        && chapters.values().stream()
            .flatMap(rows -> rows.values().stream())
            .allMatch(
                row ->
                    row.keySet().containsAll(withServlets)
                        && (row.size() == withServlets.size() || row.size() == columns.size()));
  }

  private void write(StringBuilder text, String chapter, Map<String, Map<String, String>> rows) {
    text.append("### ").append(chapter).append("\n\n| |");
    columns.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, cells) ->
            text.append("| ")
                .append(words(row))
                .append(" | ")
                .append(
                    columns.stream()
                        .map(name -> cell(cells.getOrDefault(name, "–")))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
    text.append('\n');
  }

  /** Long cells become numbered notes, so that the table stays readable. */
  private String cell(String cell) {
    if (cell.indexOf(':') < 0) {
      return cell;
    }
    String note = cell.substring(cell.indexOf(':') + 1).strip();
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return cell.substring(0, cell.indexOf(':')) + " (" + (notes.indexOf(note) + 1) + ")";
  }

  private static String words(String method) {
    return method.replaceAll("([A-Z]|[0-9]+)", " $1").toLowerCase(Locale.ROOT);
  }
}
