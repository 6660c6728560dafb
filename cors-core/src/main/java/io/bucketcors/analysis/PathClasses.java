package io.bucketcors.analysis;

import io.bucketcors.path.PathIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes into which path patterns divide paths: every listed path in its two forms, what is
 * below each listed prefix and no longer one, and what is beside them all.
 */
public final class PathClasses {
  private final Map<String, String> wordsByPath = new LinkedHashMap<>();

  /**
   * @param patterns {@code /exact} and {@code /prefix/*}
   */
  public PathClasses(List<String> patterns) {
    Set<String> listed = new HashSet<>();
    patterns.forEach(pattern -> listed.add(PathIndex.stem(pattern)));
    for (String pattern : patterns) {
      if (PathIndex.isPrefix(pattern)) {
        wordsByPath.putIfAbsent(fresh(PathIndex.stem(pattern), listed), pattern);
      } else {
        boolean slash = pattern.length() > 1 && pattern.endsWith("/");
        String other = slash ? pattern.substring(0, pattern.length() - 1) : pattern + "/";
        wordsByPath.putIfAbsent(pattern, pattern);
        wordsByPath.putIfAbsent(other, other);
      }
    }
    wordsByPath.putIfAbsent(fresh("", listed), "any other path");
  }

  private static String fresh(String stem, Set<String> listed) {
    String path = stem + "/x";
    while (listed.contains(path) || listed.contains(path + "/")) {
      path = path + "x";
    }
    return path;
  }

  /** One path of each class. */
  public List<String> paths() {
    return List.copyOf(wordsByPath.keySet());
  }

  /** The class of one of the {@link #paths}, in words. */
  public String words(String path) {
    return wordsByPath.getOrDefault(path, path);
  }

  /** Paths that some readers take for the one, others for the other. */
  public static List<String> ambiguous(String one, String other) {
    List<String> paths = new ArrayList<>();
    for (List<String> pair : List.of(List.of(one, other), List.of(other, one))) {
      String first = pair.get(0);
      long segments = first.chars().filter(c -> c == '/').count();
      paths.add(first + "/..".repeat((int) segments) + pair.get(1));
    }
    return paths;
  }
}
