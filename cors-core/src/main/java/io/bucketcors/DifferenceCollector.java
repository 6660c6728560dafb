package io.bucketcors;

import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Region;
import io.bucketcors.CorsComparison.Verdict;
import io.bucketcors.CorsComparison.Witness;
import io.bucketcors.analysis.OriginClass;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds requests that are answered differently in the same way. */
final class DifferenceCollector {
  private final ComparedPolicy before;
  private final ComparedPolicy after;
  private final String path;
  private final Map<String, Folded> folded = new LinkedHashMap<>();

  private static final class Folded {
    final Difference first;
    final Set<String> methods = new LinkedHashSet<>();
    final Set<OriginClass> origins = new LinkedHashSet<>();

    Folded(Difference first) {
      this.first = first;
    }
  }

  DifferenceCollector(
      ComparedPolicy before,
      ComparedPolicy after,
      String path,
      String otherMethod,
      List<OriginPattern> patterns) {
    this.before = before;
    this.after = after;
    this.path = path;
  }

  void add(OriginClass origin, String method, List<String> names, CorsRequest request) {
    Verdict old = before.verdict(request);
    Verdict now = after.verdict(request);
    Difference difference =
        new Difference(
            now.grant().beyond(old.grant()),
            old.grant().beyond(now.grant()),
            new Region(after.policy().bucket(), path, method + " for " + origin.text()),
            List.of(new Witness(path, request)),
            old,
            now);
    String key =
        old.ruleIndex() + "/" + now.ruleIndex() + "/" + difference.what() + "/" + names + method;
    Folded known = folded.computeIfAbsent(key, any -> new Folded(difference));
    known.methods.add(method);
    known.origins.add(origin);
  }

  List<Difference> list() {
    List<Difference> all = new ArrayList<>();
    folded.values().forEach(each -> all.add(each.first));
    return all;
  }
}
