package io.bucketcors.conformance.newcomer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, and what can be copied from it. */
final class Docs {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private final String page;
  private final String text;

  private Docs(String page, String text) {
    this.page = page;
    this.text = text;
  }

  /** A page, from the project's root. */
  static Docs page(String page) {
    try {
      return new Docs(page, Files.readString(Path.of(System.getProperty("root")).resolve(page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part under a heading. */
  Docs under(String heading) {
    int from = text.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new AssertionError("no heading " + heading + " in " + page);
    }
    int to = text.indexOf("\n## ", from + 1);
    return new Docs(page, text.substring(from, to < 0 ? text.length() : to));
  }

  /** The first block of a language that holds some text. */
  String block(String language, String holding) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language) && block.group(2).contains(holding))
        .map(block -> block.group(2))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + language + " with " + holding + " in " + page));
  }

  /** What curl shows: the headers of the first block of the console that asks this. */
  List<String> answer(String asking) {
    String console = block("console", asking);
    Matcher command = Pattern.compile("(?m)^\\$ curl .*" + Pattern.quote(asking)).matcher(console);
    if (!command.find()) {
      throw new AssertionError("no command with " + asking);
    }
    return console
        .substring(console.indexOf('\n', command.start()) + 1)
        .lines()
        .takeWhile(line -> !line.startsWith("$ "))
        .toList();
  }
}
