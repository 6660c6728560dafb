package io.bucketcors.adapter;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merging into {@code Vary}, which the app and outer filters write too (RFC 9110 section 12.5.5).
 */
public final class CorsVary {
  private CorsVary() {}

  /**
   * Merges field names into the {@code Vary} lines that are already there.
   *
   * @param lines the lines already set, maybe none
   * @param fieldNames the names to add, separated by commas
   * @return the one line to set in place of all lines, or null where nothing is missing
   */
  public static @Nullable String merge(Collection<String> lines, String fieldNames) {
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(fieldNames, "fieldNames");
    if (lines.isEmpty()) {
      return fieldNames;
    }
    StringBuilder merged = null;
    int comma;
    for (int start = 0; start <= fieldNames.length(); start = comma + 1) {
      comma = fieldNames.indexOf(',', start);
      comma = comma < 0 ? fieldNames.length() : comma;
      int from = start;
      int to = comma;
      while (from < to && isBlank(fieldNames.charAt(from))) {
        from++;
      }
      while (to > from && isBlank(fieldNames.charAt(to - 1))) {
        to--;
      }
      if (from == to || contains(lines, fieldNames, from, to)) {
        continue;
      }
      if (merged == null) {
        merged = new StringBuilder(String.join(", ", lines));
      }
      if (merged.length() > 0) {
        merged.append(", ");
      }
      merged.append(fieldNames, from, to);
    }
    return merged == null ? null : merged.toString();
  }

  private static boolean contains(Collection<String> lines, String names, int from, int to) {
    for (String line : lines) {
      if (contains(line, names, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String line, String names, int from, int to) {
    int start = 0;
    while (start <= line.length()) {
      int comma = line.indexOf(',', start);
      int end = comma < 0 ? line.length() : comma;
      int left = start;
      int right = end;
      while (left < right && isBlank(line.charAt(left))) {
        left++;
      }
      while (right > left && isBlank(line.charAt(right - 1))) {
        right--;
      }
      // "*" already says that everything varies; adding names to it would be against RFC 9110.
      if (right - left == 1 && line.charAt(left) == '*') {
        return true;
      }
      if (right - left == to - from && line.regionMatches(true, left, names, from, to - from)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
