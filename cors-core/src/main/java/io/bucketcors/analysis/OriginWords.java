package io.bucketcors.analysis;

import io.bucketcors.analysis.OriginClass.Kind;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sets of classes of origins in words: by the patterns that match them, and those that do not. */
final class OriginWords {
  private static final int MOST = 8;
  private static final int MOST_EXCEPTIONS = 3;

  private final List<String> patterns;
  private final Set<Integer> any;
  private final Map<Integer, List<OriginClass>> matched = new HashMap<>();
  private final int all;

  /**
   * @param patterns the text of each pattern
   * @param any the patterns that match everything
   */
  OriginWords(List<String> patterns, Collection<Integer> any, List<OriginClass> classes) {
    this.patterns = patterns;
    this.any = Set.copyOf(any);
    this.all = classes.size();
    for (OriginClass each : classes) {
      each.patterns()
          .forEach(pattern -> matched.computeIfAbsent(pattern, key -> new ArrayList<>()).add(each));
    }
  }

  String of(Collection<OriginClass> some) {
    if (some.size() == all) {
      return "any origin";
    }
    List<String> words = new ArrayList<>();
    Set<OriginClass> left = new LinkedHashSet<>(some);
    for (OriginClass each : some) {
      if (!left.contains(each)) {
        continue;
      }
      int whole = wholePattern(each, some);
      if (whole >= 0) {
        matched.getOrDefault(whole, List.of()).forEach(left::remove);
        words.add(Quoted.bare(patterns.get(whole)));
      } else if (each.kind() == Kind.LISTED) {
        words.add(Quoted.bare(each.text()));
      } else if (each.kind() == Kind.MATCHED) {
        words.add(described(each));
      }
    }
    if (some.stream().anyMatch(each -> each.kind() == Kind.OTHER)) {
      words.add("any other origin");
    }
    if (some.stream().anyMatch(each -> each.kind() == Kind.MALFORMED)) {
      words.add("a malformed Origin");
    }
    int more = words.size() - MOST;
    String shown = String.join(", ", more > 1 ? words.subList(0, MOST) : words);
    return more > 1 ? shown + " and " + more + " more" : shown;
  }

  /** A pattern that matches this class, and no class that is not among them; or -1. */
  private int wholePattern(OriginClass origin, Collection<OriginClass> some) {
    int best = -1;
    int most = 0;
    for (int pattern : origin.patterns()) {
      List<OriginClass> classes = matched.getOrDefault(pattern, List.of());
      boolean larger = classes.size() > most && classes.size() <= some.size();
      if (!any.contains(pattern) && larger && some.containsAll(classes)) {
        best = pattern;
        most = classes.size();
      }
    }
    return best;
  }

  /** What matches this and that, and not another one that could match too. */
  private String described(OriginClass origin) {
    Set<Integer> own = new TreeSet<>(origin.patterns());
    own.removeAll(any);
    Set<Integer> others = new TreeSet<>();
    for (int pattern : own) {
      for (OriginClass near : matched.getOrDefault(pattern, List.of())) {
        if (near.patterns().containsAll(own)) {
          others.addAll(near.patterns());
        }
      }
    }
    others.removeAll(own);
    others.removeAll(any);
    StringBuilder text = new StringBuilder("what matches ").append(join(own, " and "));
    if (!others.isEmpty()) {
      text.append(", not ").append(join(others, " or "));
    }
    return text.toString();
  }

  private String join(Set<Integer> numbers, String between) {
    List<String> shown =
        numbers.stream()
            .limit(MOST_EXCEPTIONS)
            .map(number -> Quoted.bare(patterns.get(number)))
            .toList();
    int more = numbers.size() - MOST_EXCEPTIONS;
    return String.join(between, shown) + (more > 0 ? " (" + more + " more)" : "");
  }
}
