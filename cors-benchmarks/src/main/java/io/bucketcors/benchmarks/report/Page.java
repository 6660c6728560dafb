package io.bucketcors.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Puts tables into a page between marks: {@code <!-- measured: NAME -->} and {@code <!-- end -->}.
 * The page's own JDK has a place for each table; another has one for all of them, at the end.
 */
final class Page {
  static final int OWN_JDK = 17;
  private static final String END = "<!-- end -->";

  private Page() {}

  static void write(Path file, Map<String, String> tables, String caption, int jdk)
      throws IOException {
    String page = Files.readString(file);
    if (jdk == OWN_JDK) {
      for (Map.Entry<String, String> table : tables.entrySet()) {
        page = put(page, table.getKey(), caption + "\n\n" + table.getValue());
      }
    } else {
      String name = "jdk-" + jdk;
      if (!page.contains(begin(name))) {
        page = page + "\n## On JDK " + jdk + "\n\n" + begin(name) + "\n" + END + "\n";
      }
      StringBuilder all = new StringBuilder(caption);
      tables.forEach(
          (title, table) -> all.append("\n\n### ").append(title).append("\n\n").append(table));
      page = put(page, name, all.toString());
    }
    Files.writeString(file, page);
  }

  private static String put(String page, String name, String content) {
    int begin = page.indexOf(begin(name));
    int end = page.indexOf(END, begin);
    if (begin < 0 || end < 0) {
      throw new IllegalStateException("the page has no place for " + name);
    }
    return page.substring(0, begin)
        + begin(name)
        + "\n\n"
        + content.strip()
        + "\n\n"
        + page.substring(end);
  }

  private static String begin(String name) {
    return "<!-- measured: " + name + " -->";
  }
}
