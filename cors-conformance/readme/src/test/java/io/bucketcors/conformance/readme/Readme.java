package io.bucketcors.conformance.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README's sections and the code blocks in them. */
final class Readme {
  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  static Readme read() {
    try {
      return new Readme(Files.readString(root().resolve("README.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkout: the nearest folder above that has the README. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The first code block of a language under a heading. */
  String block(String heading, String language) {
    return block(heading, language, "");
  }

  /** The first one that holds some text. */
  String block(String heading, String language, String holding) {
    return blocks(heading, language).stream()
        .filter(block -> block.contains(holding))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + language + " with " + holding + " under " + heading));
  }

  /** All code blocks of a language under a heading; the language may be empty. */
  List<String> blocks(String heading, String language) {
    int from = text.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new AssertionError("no heading " + heading);
    }
    int to = text.indexOf("\n## ", from + 1);
    String section = text.substring(from, to < 0 ? text.length() : to);
    List<String> blocks = new ArrayList<>();
    String[] parts = section.split("\n```", -1);
    for (int i = 1; i + 1 < parts.length; i += 2) {
      int lineEnd = parts[i].indexOf('\n');
      if (parts[i].substring(0, lineEnd).equals(language)) {
        blocks.add(parts[i].substring(lineEnd + 1));
      }
    }
    return blocks;
  }
}
