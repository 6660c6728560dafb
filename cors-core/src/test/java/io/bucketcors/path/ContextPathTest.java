package io.bucketcors.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the path below an app's starts. */
class ContextPathTest {

  @ParameterizedTest
  @CsvSource({
    "/app, /app, 4",
    "/app, /app/, 4",
    "/app/, /app/, 4",
    "/app/x, /app, 4",
    "/%61pp/x, /app/, 6",
    "/%61pp, /app/, 6",
    "/app;v=1/x, /app/, 8",
    "/app;v=1, /app, 8",
    "/%61pp;v=1/x, /app, -1",
    "/apple/x, /app, -1",
    "/x/app, /app, -1",
    "/app, /app/x, -1",
    "/x, /, 0",
    "x, '', 0"
  })
  void isFoundHoweverTheContextIsWritten(String raw, String context, int end) {
    assertThat(ContextPath.end(raw, context)).isEqualTo(end);
  }

  /** Word for word there is nothing to read in it, so that nobody can read it otherwise. */
  @ParameterizedTest
  @CsvSource({"/a%2fb/x, /a%2fb, 6", "/a%2fb/x, /a%2fb/, 6", "/a%2fb/x, /a/b, -1"})
  void isFoundBehindAContextOfSeveralReadingsWhereThatIsWrittenTheSame(
      String raw, String context, int end) {
    assertThat(ContextPath.end(raw, context)).isEqualTo(end);
  }
}
