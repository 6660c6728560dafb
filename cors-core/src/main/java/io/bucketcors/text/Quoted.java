package io.bucketcors.text;

import org.jspecify.annotations.Nullable;

/** Text of others, fit for a log line: bounded, and printable ASCII only (CVE-2024-1681). */
public final class Quoted {
  private static final int MOST = 200;

  private Quoted() {}

  /** The text in double quotes. */
  public static String of(String text) {
    return '"' + bare(text) + '"';
  }

  /** The text without quotes, for names that are plain as a rule. */
  public static String bare(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    // What is written is bounded, not what is read: an escape is six times as long as its
    // character.
    for (; i < text.length() && out.length() < MOST; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    if (i < text.length()) {
      out.append("... (").append(text.length()).append(" characters)");
    }
    return out.toString();
  }

  /** A parser's sentence, which may repeat the document: printable, in one line, bounded. */
  public static String sentence(@Nullable String sentence) {
    if (sentence == null) {
      return "";
    }
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < Math.min(sentence.length(), MOST); i++) {
      char c = sentence.charAt(i);
      safe.append(c >= 0x20 && c < 0x7f ? c : c == '\n' ? ' ' : '?');
    }
    return safe.toString();
  }
}
