package io.bucketcors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of named buckets. Paths of requests come in two parts, so that nothing is joined. */
final class PathTable {
  private final Entry[] entries;

  /** One pattern of one bucket. */
  record Entry(String pattern, CorsPolicy policy, CorsLocation location) {

    boolean isPrefix() {
      return pattern.endsWith("/*");
    }

    /** What a matching path starts with, without a slash at its end. */
    String stem() {
      return isPrefix() ? pattern.substring(0, pattern.length() - 2) : pattern;
    }
  }

  PathTable(List<Entry> entries) {
    // Exact before prefix, long before short: the first that matches wins.
    this.entries =
        entries.stream()
            .sorted(
                Comparator.comparing(Entry::isPrefix)
                    .thenComparing(entry -> -entry.stem().length()))
            .toArray(Entry[]::new);
  }

  boolean isEmpty() {
    return entries.length == 0;
  }

  @Nullable CorsPolicy find(String path, @Nullable String rest) {
    int length = path.length() + (rest == null ? 0 : rest.length());
    for (Entry entry : entries) {
      int stem = entry.isPrefix() ? entry.pattern.length() - 2 : entry.pattern.length();
      boolean ends =
          length == stem || entry.isPrefix() && length > stem && at(path, rest, stem) == '/';
      if (ends && startsWith(path, rest, entry.pattern, stem)) {
        return entry.policy;
      }
    }
    return null;
  }

  private static boolean startsWith(
      String path, @Nullable String rest, String pattern, int length) {
    int inPath = Math.min(length, path.length());
    return path.regionMatches(0, pattern, 0, inPath)
        && (inPath == length
            || rest != null && rest.regionMatches(0, pattern, inPath, length - inPath));
  }

  private static char at(String path, @Nullable String rest, int index) {
    return index < path.length() || rest == null
        ? path.charAt(index)
        : rest.charAt(index - path.length());
  }

  /** Whether container and app may disagree on what the path names. */
  static boolean isAmbiguous(String path, @Nullable String rest) {
    int length = path.length() + (rest == null ? 0 : rest.length());
    int segment = 0;
    for (int i = 0; i <= length; i++) {
      char c = i == length ? '/' : at(path, rest, i);
      if (c == ';' || c == '\\' || c == '%' && escapesSeparator(path, rest, i, length)) {
        return true;
      }
      if (c == '/') {
        int dots = i - segment;
        boolean empty = i > 0 && dots == 0 && i < length;
        boolean dot = dots == 1 && at(path, rest, segment) == '.';
        boolean dotDot =
            dots == 2 && at(path, rest, segment) == '.' && at(path, rest, segment + 1) == '.';
        if (empty || dot || dotDot) {
          return true;
        }
        segment = i + 1;
      }
    }
    return false;
  }

  /** Whether an escape stands for a slash, a backslash or a dot: decoded twice, it moves. */
  private static boolean escapesSeparator(
      String path, @Nullable String rest, int index, int length) {
    if (index + 2 >= length) {
      return false;
    }
    char high = at(path, rest, index + 1);
    char low = Character.toLowerCase(at(path, rest, index + 2));
    return high == '2' && (low == 'f' || low == 'e') || high == '5' && low == 'c';
  }

  static List<CorsProblem> check(List<Entry> entries) {
    List<CorsProblem> problems = new ArrayList<>();
    Map<String, Entry> claimed = new HashMap<>();
    for (Entry entry : entries) {
      CorsProblem problem = check(entry);
      Entry other = claimed.putIfAbsent(entry.pattern, entry);
      if (problem == null && other != null) {
        problem =
            new CorsProblem.InvalidPath(
                "path-claimed-twice",
                entry.location,
                entry.pattern,
                entry.pattern,
                "bucket " + other.policy.bucket() + " has the same path",
                "leave it to one of them");
      }
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  private static @Nullable CorsProblem check(Entry entry) {
    String pattern = entry.pattern;
    String code;
    String explanation;
    String fix = "";
    String stem = entry.stem();
    if (!pattern.startsWith("/")) {
      code = "path-not-absolute";
      explanation = "a path starts with a slash";
      fix = "write /" + pattern;
    } else if (stem.indexOf('*') >= 0) {
      code = "path-wildcard";
      explanation = "a * stands at the end only, after a slash";
      fix = "write " + pattern.substring(0, pattern.indexOf('*')).replaceFirst("/?$", "/*");
    } else if (isAmbiguous(stem, null) || stem.indexOf('%') >= 0) {
      code = "path-not-normal";
      explanation = "no normalised path holds //, ;, dot segments or an escape";
      fix = "write the path decoded and normalised";
    } else {
      return null;
    }
    return new CorsProblem.InvalidPath(code, entry.location, pattern, pattern, explanation, fix);
  }
}
