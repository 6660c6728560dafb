package io.bucketcors.document;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Small things about text. */
final class Words {
  private static final int MOST = 200;

  private Words() {}

  /** White space as XML and JSON have it, off both ends. */
  static String trim(String text) {
    String rest = trimStart(text);
    int end = rest.length();
    while (end > 0 && isSpace(rest.charAt(end - 1))) {
      end--;
    }
    return rest.substring(0, end);
  }

  static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** A parser's sentence, which may repeat the document: printable, in one line, bounded. */
  static String safe(@Nullable String sentence) {
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

  /** The candidate that is nearest to a word, if one is near at all. */
  static @Nullable String nearest(String word, Collection<String> candidates) {
    String nearest = null;
    int best = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, case aside; words beyond any key's length are far from all. */
  private static int distance(String a, String b) {
    if (a.length() > 64) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
