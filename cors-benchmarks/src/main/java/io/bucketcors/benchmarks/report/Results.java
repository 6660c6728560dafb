package io.bucketcors.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run measured, by name: one figure a fork or a round. Kept in a file, so that the page can
 * be written again without measuring.
 */
public final class Results {
  private final Map<String, List<Double>> figures = new TreeMap<>();

  /** Adds a figure. */
  public void add(String name, double figure) {
    figures.computeIfAbsent(name, key -> new ArrayList<>()).add(figure);
  }

  /** Adds lines of name, tab, figure; others are what a library had to say on standard output. */
  public void addLines(List<String> lines) {
    for (String line : lines) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        add(line.substring(0, tab), Double.parseDouble(line.substring(tab + 1)));
      }
    }
  }

  /** Whether there is any of that name. */
  public boolean has(String name) {
    return figures.containsKey(name);
  }

  /** All of a name, maybe none. */
  public List<Double> all(String name) {
    return Collections.unmodifiableList(figures.getOrDefault(name, List.of()));
  }

  /** The least of a name; not a number where there is none. */
  public double least(String name) {
    return all(name).stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /** All names that start so. */
  public List<String> names(String prefix) {
    return figures.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Forgets all names that start so. */
  public void drop(String prefix) {
    figures.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /** Reads what was saved. */
  public static Results load(Path file) throws IOException {
    Results results = new Results();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t");
      Arrays.stream(parts).skip(1).forEach(part -> results.add(parts[0], Double.parseDouble(part)));
    }
    return results;
  }

  /** Saves all. */
  public void save(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        figures.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + entry.getValue().stream()
                            .map(figure -> "\t" + figure)
                            .collect(Collectors.joining()))
            .toList());
  }
}
