package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that a test writes, with {@code -Ddocs=write}, and otherwise compares. */
public final class Written {
  private Written() {}

  /**
   * Compares or writes what is between the marks.
   *
   * @param page below docs
   * @param by the name in the first mark
   */
  public static void check(String page, String by, String content) throws IOException {
    Path file = Readme.root().resolve("docs").resolve(page);
    String text = Files.readString(file);
    String begin = "<!-- written by " + by + " -->\n";
    int from = text.indexOf(begin);
    assertThat(from).as("the mark of %s in %s", by, page).isNotNegative();
    from += begin.length();
    int to = text.indexOf("<!-- end -->", from);
    String wanted = "\n" + content.strip() + "\n\n";
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(file, text.substring(0, from) + wanted + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("%s is written anew by -Ddocs=write", page)
          .isEqualTo(wanted);
    }
  }
}
