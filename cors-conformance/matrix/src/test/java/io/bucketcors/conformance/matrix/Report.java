package io.bucketcors.conformance.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a test class says of itself in {@code docs/browsers.md}, between marks with its name; the
 * page is written where {@code -Dbrowsers.write=true}.
 */
final class Report {
  private final String test;
  private final List<String> browsers = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  Report(Class<?> test) {
    this.test = test.getSimpleName();
  }

  /** A browser is through. */
  void ran(Browser browser, int cells, int disagreements, long beganNanos) throws Exception {
    String line =
        "| %s | %,d | %d | %.0f s |"
            .formatted(
                browser.version(), cells, disagreements, (System.nanoTime() - beganNanos) / 1e9);
    System.out.println(line);
    browsers.add(line);
  }

  /** A fault was tried. */
  void caught(Fault fault, int showing, int cells) {
    faults.add("| `%s` | %,d of %,d |".formatted(fault, showing, cells));
  }

  /** Writes what was seen in all browsers, and of faults where they were tried. */
  void write() throws IOException {
    if (!Boolean.getBoolean("browsers.write") || browsers.size() < Browser.values().length) {
      return;
    }
    write(
        "written by ", "| browser | cells | disagreements | time |\n|---|---|---|---|\n", browsers);
    if (!faults.isEmpty()) {
      write("faults tried by ", "| fault | cells that show it |\n|---|---|\n", faults);
    }
  }

  private void write(String what, String head, List<String> lines) throws IOException {
    Path page = Path.of(System.getProperty("docs"), "browsers.md");
    String text = Files.readString(page);
    String mark = "<!-- " + what + test + " -->\n";
    int from = text.indexOf(mark);
    if (from < 0) {
      throw new IllegalStateException(page + " has no " + mark);
    }
    from += mark.length();
    Files.writeString(
        page,
        text.substring(0, from)
            + "\n"
            + head
            + String.join("\n", lines)
            + "\n\n"
            + text.substring(text.indexOf("<!-- end -->", from)));
  }
}
