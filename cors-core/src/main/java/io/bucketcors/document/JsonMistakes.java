package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import org.jspecify.annotations.Nullable;

/** Finds in text that a JSON parser refused what people most often get wrong. */
final class JsonMistakes {
  private final DocumentText document;
  private final String text;

  JsonMistakes(DocumentText document) {
    this.document = document;
    this.text = document.text();
  }

  /** The first of the known mistakes, or null. */
  @Nullable DocumentException find() {
    int depth = 0;
    int comma = -1;
    boolean ended = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (WhiteSpace.isSpace(c)) {
        continue;
      }
      if (c == '#' || c == '/' && (next(i) == '/' || next(i) == '*')) {
        return document.refuse(
            CorsProblemType.DOCUMENT_COMMENT,
            i,
            "",
            "JSON has no comments",
            "remove this one and any other");
      }
      if (ended) {
        return malformed(i, "something follows after the document's end", "remove it, or keep one");
      }
      if (c == '\'' || c == '\u2018' || c == '\u2019' || c == '\u201c' || c == '\u201d') {
        return malformed(i, "JSON has straight double quotes only", "write \" in their place");
      }
      if (c == ']' || c == '}') {
        if (comma >= 0) {
          return malformed(comma, "a comma stands before " + c, "remove the comma");
        }
        ended = --depth == 0;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == '"') {
        int end = stringEnd(i + 1);
        if (end < 0) {
          return malformed(i, "this text has no end", "add the missing \" in the same line");
        }
        i = end;
      } else if (Character.isLetter(c) && isKey(i)) {
        return malformed(i, "a key stands without quotes", "write keys within double quotes");
      }
      comma = c == ',' ? i : -1;
    }
    return depth > 0
        ? malformed(
            text.length(),
            "the document ends before all brackets are closed",
            "add what is missing at the end; it may have been cut off")
        : null;
  }

  private int next(int i) {
    return i + 1 < text.length() ? text.charAt(i + 1) : -1;
  }

  /** Where a text ends, or -1 where its line ends first. */
  private int stringEnd(int from) {
    for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }

  /** Whether a word ends in a colon. */
  private boolean isKey(int start) {
    int i = start;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i))
            || text.charAt(i) == '_'
            || text.charAt(i) == '-')) {
      i++;
    }
    while (i < text.length() && WhiteSpace.isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':';
  }

  private DocumentException malformed(int offset, String why, String fix) {
    return document.refuse(
        CorsProblemType.DOCUMENT_NOT_WELL_FORMED,
        offset,
        "",
        "the JSON is not well-formed: " + why,
        fix);
  }
}
