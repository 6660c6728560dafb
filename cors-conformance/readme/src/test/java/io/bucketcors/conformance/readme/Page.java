package io.bucketcors.conformance.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param text all of it
 */
record Page(Path file, String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

  /** A piece of code. */
  record Block(String language, String code) {}

  static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages that the project shows: its own at the root, those under docs, those of examples. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    for (String part : List.of("", "docs", "examples")) {
      try (Stream<Path> files =
          Files.walk(Readme.root().resolve(part), part.isEmpty() ? 1 : Integer.MAX_VALUE)) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().contains("/target/"))
            .filter(file -> !file.toString().contains("/node_modules/"))
            .sorted()
            .forEach(file -> pages.add(of(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  /** From the project's root, for messages. */
  String name() {
    return Readme.root().relativize(file).toString();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /** The text without code, neither in blocks nor within a line. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("").replaceAll("`[^`\\n]*`", "");
  }

  /** The words that somebody reads: code and tables' lines apart. */
  long words() {
    return BLOCK
        .matcher(text)
        .replaceAll("")
        .lines()
        .flatMap(line -> Stream.of(line.strip().split("\\s+")))
        .filter(word -> word.matches(".*\\w.*"))
        .count();
  }

  /** The names under which its headings can be linked to. */
  Set<String> anchors() {
    return HEADING
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map(heading -> LINK.matcher(heading.group(1)).replaceAll("$1"))
        .map(heading -> heading.strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
