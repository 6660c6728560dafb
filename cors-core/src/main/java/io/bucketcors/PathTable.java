package io.bucketcors;

import io.bucketcors.path.ContextPath;
import io.bucketcors.path.PathIndex;
import io.bucketcors.path.PathReadings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose a path is. Immutable; a path that can be read in one way only costs no allocation. */
final class PathTable {
  private final CorsPolicy[] policies;
  private final PathIndex index;
  private final CorsPolicy others;

  /** What decides where two readings of a path are different buckets'. */
  private final CorsPolicy ambiguous;

  /** One pattern of one bucket. */
  record Entry(String pattern, CorsPolicy policy, CorsLocation location) {}

  /**
   * @param entries at least one
   * @param others the bucket of every path that no pattern matches
   */
  PathTable(List<Entry> entries, CorsPolicy others) {
    this.policies = entries.stream().map(Entry::policy).toArray(CorsPolicy[]::new);
    this.index = new PathIndex(entries.stream().map(Entry::pattern).toList());
    this.others = others;
    // Where the others are not governed, the app's own grants must not stand on a path that may be
    // another bucket's.
    this.ambiguous = others.governs() ? others.refusingAll() : CorsPolicy.refusing();
  }

  /** What decides on a path that may be several buckets'. */
  CorsPolicy ambiguous() {
    return ambiguous;
  }

  /** The bucket of a path that was decoded once. */
  CorsPolicy ofDecoded(String path) {
    return PathReadings.isPlainDecoded(path) ? find(path, 0) : ofAll(PathReadings.ofDecoded(path));
  }

  /** The bucket of a path as it was sent, the context path included. */
  CorsPolicy ofRequest(String path, String contextPath) {
    int from = ContextPath.end(path, contextPath);
    if (from == ContextPath.ELSEWHERE) {
      return ambiguous;
    }
    return PathReadings.isPlain(path, from)
        ? find(path, from)
        : ofAll(PathReadings.ofRaw(path.substring(from)));
  }

  private CorsPolicy ofAll(Set<String> readings) {
    CorsPolicy same = null;
    for (String reading : readings) {
      CorsPolicy found = find(reading, 0);
      if (same != null && same != found) {
        return ambiguous;
      }
      same = found;
    }
    return same == null ? ambiguous : same;
  }

  private CorsPolicy find(String path, int from) {
    int found = index.find(path, from);
    return found == PathIndex.NONE ? others : policies[found];
  }

  static void check(List<Entry> entries, CorsProblems problems) {
    Map<String, Entry> claimed = new HashMap<>();
    for (Entry entry : entries) {
      CorsProblems here = problems.at(entry.location);
      boolean sound = check(entry.pattern, here);
      Entry other = claimed.putIfAbsent(entry.pattern, entry);
      if (sound && other != null) {
        here.error(
            CorsProblemType.PATH_CLAIMED_TWICE,
            entry.pattern,
            "bucket " + other.policy.bucket() + " has the same path",
            "leave it to one of them");
      }
    }
  }

  private static boolean check(String pattern, CorsProblems here) {
    String stem = PathIndex.stem(pattern);
    if (!pattern.startsWith("/")) {
      here.error(
          CorsProblemType.PATH_NOT_ABSOLUTE,
          pattern,
          "a path starts with a slash",
          "write /" + pattern);
    } else if (stem.indexOf('*') >= 0) {
      here.error(
          CorsProblemType.PATH_WILDCARD,
          pattern,
          "a * stands at the end only, after a slash",
          "write " + pattern.substring(0, pattern.indexOf('*')).replaceFirst("/?$", "/*"));
    } else if (stem.indexOf('%') >= 0 || !PathReadings.isPlainDecoded(stem)) {
      here.error(
          CorsProblemType.PATH_NOT_NORMAL,
          pattern,
          "no normalised path holds //, ;, dot segments or an escape",
          "write the path decoded and normalised");
    } else {
      return true;
    }
    return false;
  }
}
