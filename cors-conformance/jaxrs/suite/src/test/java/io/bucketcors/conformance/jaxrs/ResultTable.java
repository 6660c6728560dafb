package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.harness.DifferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What every stack did, by behaviour: one part of a page, whose other parts stay as they are, as do
 * the columns of stacks that a run leaves out. Written only by a run of all the tests that passed:
 * a page that shows failures would show them until somebody ran those stacks again.
 */
final class ResultTable {
  private static final Path FILE = Path.of("../../../docs/compatibility-jaxrs.md");
  private static final Pattern PART = Pattern.compile("^## ", Pattern.MULTILINE);
  private static final Pattern CHAPTER = Pattern.compile("^### ", Pattern.MULTILINE);
  private static final Pattern NOTE = Pattern.compile("^(\\d+)\\. (.*)$", Pattern.MULTILINE);
  private static final Pattern NOTED = Pattern.compile("^(.*) \\((\\d+)\\)$");
  private static final String NO_SERVLETS = "–";
  private static final String HEAD =
      """
      # JAX-RS implementations and what they do

      The first two parts are written by `cors-conformance/jaxrs`, from raw HTTP against each stack.
      Entries are tests, so a "yes" is a test that passed; a note says what an implementation does
      otherwise. A dash stands where there are no servlets.

      """;

  private final String part;
  private final int chapterCount;
  private final List<String> columns;
  private final Predicate<String> hasServlets;
  private final Map<String, Map<String, Map<String, String>>> chapters = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private boolean failed;

  /**
   * @param hasServlets which of the columns
   */
  ResultTable(String part, int chapterCount, List<String> columns, Predicate<String> hasServlets) {
    this.part = part;
    this.chapterCount = chapterCount;
    this.columns = columns;
    this.hasServlets = hasServlets;
  }

  synchronized void record(String chapter, String row, String column, String cell) {
    chapters
        .computeIfAbsent(chapter, key -> new TreeMap<>())
        .computeIfAbsent(words(row), key -> new TreeMap<>())
        .put(column, cell);
  }

  synchronized void fail() {
    failed = true;
  }

  synchronized void write() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    if (Files.exists(FILE)) {
      PART.splitAsStream(Files.readString(FILE))
          .skip(1)
          .forEach(there -> parts.put(there.substring(0, there.indexOf('\n')), there.strip()));
    }
    complete(chapters(parts.getOrDefault(part, "")));
    if (failed || !isComplete()) {
      return;
    }
    StringBuilder text = new StringBuilder(part).append("\n\n");
    chapters.forEach((chapter, rows) -> write(text, chapter, rows));
    for (int i = 0; i < notes.size(); i++) {
      text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
    }
    parts.put(part, text.toString().strip());
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, HEAD + "## " + String.join("\n\n## ", parts.values()) + "\n");
  }

  /** The chapters of a part of the page, notes in their place. */
  private Map<String, Map<String, Map<String, String>>> chapters(String part) {
    Map<String, String> noted = new HashMap<>();
    Matcher note = NOTE.matcher(part);
    while (note.find()) {
      noted.put(note.group(1), note.group(2));
    }
    Map<String, Map<String, Map<String, String>>> chapters = new TreeMap<>();
    CHAPTER
        .splitAsStream(part)
        .skip(1)
        .map(chapter -> chapter.lines().toList())
        .forEach(
            lines -> {
              Map<String, Map<String, String>> rows = DifferenceTable.read(lines, columns);
              rows.values()
                  .forEach(cells -> cells.replaceAll((column, cell) -> withNote(cell, noted)));
              chapters.put(lines.get(0), rows);
            });
    return chapters;
  }

  private static String withNote(String cell, Map<String, String> notes) {
    Matcher noted = NOTED.matcher(cell);
    return noted.matches() && notes.containsKey(noted.group(2))
        ? noted.group(1) + ": " + notes.get(noted.group(2))
        : cell;
  }

  /** Takes over what the page says of stacks that this run has left out. */
  private void complete(Map<String, Map<String, Map<String, String>>> page) {
    Set<String> ran = Set.copyOf(Stacks.NAMES);
    Set<String> withServlets = Set.copyOf(Stacks.withServlets());
    Set<Map<String, String>> ofServlets = Collections.newSetFromMap(new IdentityHashMap<>());
    rows(chapters).filter(row -> row.keySet().equals(withServlets)).forEach(ofServlets::add);
    if (withServlets.isEmpty()) {
      // Whole chapters are about servlets. A cell of a stack that ran is none that was not to run.
      page.forEach(
          (chapter, rows) -> {
            if (chapters.putIfAbsent(chapter, rows) == null) {
              rows.values()
                  .forEach(
                      row ->
                          row.entrySet()
                              .removeIf(
                                  cell ->
                                      ran.contains(cell.getKey())
                                          && !cell.getValue().equals(NO_SERVLETS)));
            }
          });
    }
    chapters.forEach(
        (chapter, rows) ->
            rows.forEach(
                (name, row) ->
                    page.getOrDefault(chapter, Map.of())
                        .getOrDefault(name, Map.of())
                        .forEach(
                            (column, cell) -> {
                              if (!ran.contains(column)) {
                                row.putIfAbsent(column, cell);
                              }
                            })));
    ofServlets.forEach(
        row ->
            columns.stream()
                .filter(name -> !hasServlets.test(name))
                .forEach(name -> row.putIfAbsent(name, NO_SERVLETS)));
  }

  private static Stream<Map<String, String>> rows(
      Map<String, Map<String, Map<String, String>>> chapters) {
    return chapters.values().stream().flatMap(rows -> rows.values().stream());
  }

  private boolean isComplete() {
    return chapters.size() == chapterCount
        && rows(chapters).allMatch(row -> row.keySet().containsAll(columns));
  }

  private void write(StringBuilder text, String chapter, Map<String, Map<String, String>> rows) {
    Map<String, Map<String, String>> numbered = new TreeMap<>();
    rows.forEach(
        (row, cells) -> {
          Map<String, String> there = new TreeMap<>();
          // In the order of the columns, so that notes are numbered as they are read.
          columns.forEach(name -> there.put(name, cell(cells.getOrDefault(name, NO_SERVLETS))));
          numbered.put(row, there);
        });
    text.append("### ").append(chapter).append("\n\n");
    DifferenceTable.write("", columns, numbered).forEach(line -> text.append(line).append('\n'));
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
