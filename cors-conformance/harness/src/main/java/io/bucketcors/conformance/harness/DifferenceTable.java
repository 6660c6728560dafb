package io.bucketcors.conformance.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Behaviours by columns, as Markdown: what is the same in all columns is a list, value by value;
 * the table holds the differences, and its head names all columns. Where nothing differs there is
 * none.
 */
public final class DifferenceTable {
  private static final String SAME = "The same everywhere:";

  private DifferenceTable() {}

  /**
   * Writes rows.
   *
   * @param corner what stands over the names of the rows
   * @param rows cells by row and column; a row without a cell for some column is never "the same"
   */
  public static List<String> write(
      String corner, List<String> columns, Map<String, Map<String, String>> rows) {
    Map<String, List<String>> same = new LinkedHashMap<>();
    List<String> table = new ArrayList<>();
    rows.forEach(
        (name, row) -> {
          List<String> cells = columns.stream().map(c -> row.getOrDefault(c, "")).toList();
          if (cells.stream().distinct().count() == 1 && !cells.get(0).isEmpty()) {
            same.computeIfAbsent(cells.get(0), value -> new ArrayList<>()).add(name);
          } else {
            table.add(line(name, cells));
          }
        });
    List<String> lines = new ArrayList<>();
    if (!same.isEmpty()) {
      lines.addAll(List.of(SAME, ""));
      same.forEach(
          (value, names) -> {
            lines.add("- " + value);
            names.forEach(name -> lines.add("  - " + name));
          });
    }
    if (!table.isEmpty()) {
      if (!same.isEmpty()) {
        lines.add("");
      }
      lines.add(line(corner, columns));
      lines.add("|---" + "|---".repeat(columns.size()) + "|");
      lines.addAll(table);
    }
    return lines;
  }

  private static String line(String name, List<String> cells) {
    return "| " + (name + " | " + String.join(" | ", cells)).strip() + " |";
  }

  /**
   * Reads every cell, those of the list in every column.
   *
   * @param known the columns, should there be no table whose head names them
   */
  public static Map<String, Map<String, String>> read(List<String> lines, List<String> known) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    List<String> columns = differences(lines).isEmpty() ? known : columns(lines);
    String value = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("- ")) {
        value = line.substring(2);
      } else if (line.startsWith("  - ")) {
        for (String column : columns) {
          row(rows, line.substring(4)).put(column, value);
        }
      } else if (isRow(line) && !isHead(lines, i)) {
        List<String> cells = cells(line);
        for (int c = 1; c < cells.size(); c++) {
          if (!cells.get(c).isEmpty()) {
            row(rows, cells.get(0)).put(columns.get(c - 1), cells.get(c));
          }
        }
      }
    }
    return rows;
  }

  /** The columns that the head names. */
  public static List<String> columns(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (isRow(lines.get(i)) && isHead(lines, i)) {
        List<String> cells = cells(lines.get(i));
        return cells.subList(1, cells.size());
      }
    }
    return List.of();
  }

  /** The rows of the table alone, head left out. */
  public static Map<String, List<String>> differences(List<String> lines) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isRow(lines.get(i)) && !isHead(lines, i)) {
        List<String> cells = cells(lines.get(i));
        rows.put(cells.get(0), cells.subList(1, cells.size()));
      }
    }
    return rows;
  }

  private static boolean isRow(String line) {
    return line.startsWith("|") && !line.startsWith("|-");
  }

  private static boolean isHead(List<String> lines, int i) {
    return i + 1 < lines.size() && lines.get(i + 1).startsWith("|-");
  }

  private static List<String> cells(String line) {
    String inside = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inside.split("\\|", -1)).map(String::strip).toList();
  }

  private static Map<String, String> row(Map<String, Map<String, String>> rows, String name) {
    return rows.computeIfAbsent(name, key -> new TreeMap<>());
  }
}
