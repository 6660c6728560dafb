package io.bucketcors.text;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How far words are from each other, for those who say what may have been meant. */
public final class EditDistance {
  /** Longer words are far from all. */
  private static final int LONGEST = 64;

  private EditDistance() {}

  /** Levenshtein's distance, case aside. Costs the product of both lengths: bound them. */
  public static int between(String a, String b) {
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

  /** The candidate that is nearest to a word, if one is near at all. */
  public static @Nullable String nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return null;
    }
    String nearest = null;
    int best = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = between(word, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }
}
