package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A document's text, and the lines and columns of its offsets. */
final class DocumentText {
  private final String text;
  private final String name;
  private final String bucket;
  private final int[] lineStarts;

  DocumentText(String text, String name, String bucket) {
    this.text = text;
    this.name = name;
    this.bucket = bucket;
    this.lineStarts = lineStarts(text);
  }

  String text() {
    return text;
  }

  /** The place of an offset; offsets beyond the text are its end. */
  CorsLocation at(int offset, int rule, @Nullable CorsField field, int element) {
    int bounded = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(lineStarts, bounded);
    int line = found >= 0 ? found : -found - 2;
    return CorsLocation.inCode(bucket, rule, field, element)
        .at(name, line + 1, bounded - lineStarts[line] + 1);
  }

  CorsLocation at(int offset) {
    return at(offset, -1, null, -1);
  }

  /** The offset of a line and column, both from 1; the nearest one where there is no such place. */
  int offset(int line, int column) {
    int index = Math.max(0, Math.min(line, lineStarts.length) - 1);
    return Math.min(lineStarts[index] + Math.max(0, column - 1), text.length());
  }

  /** The end of the document's reading, because of what stands at an offset. */
  DocumentException refuse(
      CorsProblemType code, int offset, String value, String explanation, String fix) {
    CorsProblems problem = new CorsProblems();
    problem.at(at(offset)).error(code, value, explanation, fix);
    return new DocumentException(problem.list().get(0));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }
}
