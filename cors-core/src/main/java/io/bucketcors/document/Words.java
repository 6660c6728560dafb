package io.bucketcors.document;

import io.bucketcors.text.EditDistance;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Small things about text. */
final class Words {
  private static final int MOST = 200;
  private static final int LONGEST_KEY = 64;

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
    // Words beyond any key's length are far from all.
    if (word.length() > LONGEST_KEY) {
      return null;
    }
    String nearest = null;
    int best = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = EditDistance.between(word, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }
}
