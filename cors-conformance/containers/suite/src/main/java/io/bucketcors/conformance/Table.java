package io.bucketcors.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.DifferenceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page {@code docs/compatibility.md}: behaviours by containers and JDKs. A run compares what it
 * sees with its own column; with {@code -Dcompatibility.write=true} it writes that column and
 * leaves the others, so runs on several JDKs fill one page.
 */
public final class Table implements AutoCloseable {
  private static final String BEGIN = "<!-- The suite writes from here";
  private static final String END = "<!-- to here. -->";
  private static final String FIRST = "Behaviour";

  private final String column;
  private final Path file = Path.of(System.getProperty("compatibility.table", ""));
  private final boolean write = Boolean.getBoolean("compatibility.write");
  private final Map<String, String> seen = new LinkedHashMap<>();

  Table(String container) {
    column = container + ", JDK " + Runtime.version().feature();
  }

  /** Notes what was seen; fails where the table says otherwise. */
  public void cell(String row, String value) {
    seen.put(row, value);
    if (!write) {
      assertThat(value)
          .as(
              "docs/compatibility.md, row %s, column %s (rewrite: compatibility.write)",
              row, column)
          .isEqualTo(rows().getOrDefault(row, Map.of()).get(column));
    }
  }

  /** Every cell of the page, those of its list included. */
  public Map<String, Map<String, String>> rows() {
    return DifferenceTable.read(lines(), List.of());
  }

  /** The rows that the page has as a table. */
  public Map<String, List<String>> differences() {
    return DifferenceTable.differences(lines());
  }

  /** Whether this run writes instead of comparing. */
  public boolean isWriting() {
    return write;
  }

  private List<String> lines() {
    try {
      List<String> all = Files.readAllLines(file);
      int begin = indexOf(all, BEGIN);
      int end = indexOf(all, END);
      return all.subList(begin + 1, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalStateException("no line starts with " + start);
  }

  @Override
  public void close() throws IOException {
    if (!write) {
      return;
    }
    // Modules may run side by side.
    try (FileChannel page = FileChannel.open(file, StandardOpenOption.WRITE)) {
      page.lock();
      write();
    }
  }

  private void write() throws IOException {
    Map<String, Map<String, String>> rows = rows();
    rows.values().forEach(row -> row.remove(column));
    seen.forEach(
        (name, value) -> rows.computeIfAbsent(name, key -> new TreeMap<>()).put(column, value));
    List<String> columns =
        rows.values().stream().flatMap(row -> row.keySet().stream()).distinct().sorted().toList();
    List<String> all = new ArrayList<>(Files.readAllLines(file));
    int begin = indexOf(all, BEGIN);
    List<String> after = List.copyOf(all.subList(indexOf(all, END), all.size()));
    List<String> text = new ArrayList<>(all.subList(0, begin + 1));
    text.add("");
    text.addAll(DifferenceTable.write(FIRST, columns, rows));
    text.add("");
    text.addAll(after);
    Files.write(file, text);
  }
}
