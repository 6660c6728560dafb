package io.bucketcors;

import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Region;
import io.bucketcors.CorsComparison.Verdict;
import io.bucketcors.CorsComparison.Witness;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.analysis.Domains;
import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.OriginClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds requests that are answered differently into regions in which they all differ alike. */
final class DifferenceCollector {
  /** How many classes are looked through for a second witness. */
  private static final int MOST_SEARCHED = 32;

  private final ComparedPolicy before;
  private final ComparedPolicy after;
  private final OriginClasses classes;
  private final String otherMethod;
  private final Map<Key, Cells> found = new LinkedHashMap<>();

  /** What requests of one region have in common: their answers, and the requested headers. */
  private record Key(int oldRule, int newRule, Grant given, Grant gives, List<String> names) {
    // Written out: JDK 17 keeps the class loader of an undeployed app whose record had the
    // generated ones (java.lang.runtime.ObjectMethods).
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && oldRule == that.oldRule
          && newRule == that.newRule
          && given.equals(that.given)
          && gives.equals(that.gives)
          && names.equals(that.names);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * oldRule + newRule) + gives.hashCode()) + names.hashCode();
    }
  }

  /** The requests of a region: for each class of origins one a method. */
  private static final class Cells {
    final Verdict old;
    final Verdict now;
    final Map<OriginClass, Map<String, SampleRequest>> requests = new LinkedHashMap<>();

    Cells(Verdict old, Verdict now) {
      this.old = old;
      this.now = now;
    }

    void addAll(Cells others) {
      others.requests.forEach(
          (origin, byMethod) -> byMethod.values().forEach(request -> add(origin, request)));
    }

    void add(OriginClass origin, SampleRequest request) {
      requests
          .computeIfAbsent(origin, key -> new LinkedHashMap<>())
          .merge(request.method(), request, DifferenceCollector::preferred);
    }
  }

  DifferenceCollector(
      ComparedPolicy before, ComparedPolicy after, OriginClasses classes, String otherMethod) {
    this.before = before;
    this.after = after;
    this.classes = classes;
    this.otherMethod = otherMethod;
  }

  void add(OriginClass origin, SampleRequest request, Verdict old, Verdict now) {
    List<String> names = request.names();
    Key key =
        new Key(
            old.ruleIndex(),
            now.ruleIndex(),
            old.grant(),
            now.grant(),
            names == null ? List.of() : names);
    found.computeIfAbsent(key, any -> new Cells(old, now)).add(origin, request);
  }

  /** Whether anything is granted that was not. */
  boolean grants() {
    return found.values().stream().anyMatch(each -> isMore(each.now, each.old));
  }

  /** Whether anything is granted no more. */
  boolean withdraws() {
    return found.values().stream().anyMatch(each -> isMore(each.old, each.now));
  }

  private static boolean isMore(Verdict one, Verdict other) {
    return !one.grant().beyond(other.grant()).isEmpty();
  }

  /** A preflight shows more, unless browsers send none. */
  private static SampleRequest preferred(SampleRequest known, SampleRequest other) {
    return other.isPreflight() != CorsPreflight.isSafelisted(other.method()) ? other : known;
  }

  /** Regions of which a reader is told the same: what an actual request says with its preflight. */
  private Map<List<Object>, Cells> folded() {
    Map<List<Object>, Cells> folded = new LinkedHashMap<>();
    found.forEach(
        (key, cells) -> {
          List<Object> told =
              List.of(
                  key.oldRule(),
                  key.newRule(),
                  key.names(),
                  ComparisonText.what(cells.old, cells.now),
                  isMore(cells.old, cells.now),
                  isMore(cells.now, cells.old));
          folded.computeIfAbsent(told, any -> new Cells(cells.old, cells.now)).addAll(cells);
        });
    return folded;
  }

  /**
   * @param path a path to send witnesses to
   * @param where the paths, in words; empty where there is only one bucket
   */
  List<Difference> list(String bucket, String path, String where) {
    List<Difference> all = new ArrayList<>();
    for (Cells cells : folded().values()) {
      Map<Set<String>, List<OriginClass>> byMethods = new LinkedHashMap<>();
      cells.requests.forEach(
          (origin, requests) ->
              byMethods
                  .computeIfAbsent(requests.keySet(), methods -> new ArrayList<>())
                  .add(origin));
      byMethods.forEach(
          (methods, origins) -> {
            OriginClass origin = telling(origins);
            SampleRequest request =
                cells.requests.getOrDefault(origin, Map.of()).values().iterator().next();
            String words = words(methods, request, origins) + where;
            all.add(difference(new Region(bucket, path, words), origins, origin, request));
          });
    }
    return all;
  }

  private Difference difference(
      Region region, List<OriginClass> origins, OriginClass origin, SampleRequest request) {
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(new Witness(region.path(), request.toRequest()));
    SampleRequest second = second(origin, origins, request);
    if (second != null) {
      witnesses.add(new Witness(region.path(), second.toRequest()));
    }
    Verdict old = before.verdict(request);
    Verdict now = after.verdict(request);
    return new Difference(
        now.grant().beyond(old.grant()),
        old.grant().beyond(now.grant()),
        region,
        witnesses,
        old,
        now);
  }

  /** The class to show first: origins that somebody has, before null and what is none. */
  private static OriginClass telling(List<OriginClass> origins) {
    return origins.stream()
        .filter(each -> each.kind() != OriginClass.Kind.MALFORMED && !each.text().equals("null"))
        .findFirst()
        .orElse(origins.get(0));
  }

  /** A second witness: of another owner, if there is one; else any other. */
  private @Nullable SampleRequest second(
      OriginClass first, List<OriginClass> origins, SampleRequest request) {
    String owner = Domains.ownerOf(first.text());
    SampleRequest other = null;
    List<OriginClass> searched = origins.subList(0, Math.min(origins.size(), MOST_SEARCHED));
    for (OriginClass each : searched) {
      if (each != first && each.kind() != OriginClass.Kind.MALFORMED) {
        if (!Domains.ownerOf(each.text()).equals(owner)) {
          return request.from(each.text());
        }
        other = request.from(each.text());
      }
    }
    for (OriginClass each : searched) {
      String text = classes.another(each, origin -> !Domains.ownerOf(origin).equals(owner));
      if (text != null) {
        return request.from(text);
      }
    }
    String text = other == null ? classes.another(first, origin -> true) : null;
    return text == null ? other : request.from(text);
  }

  private String words(
      Set<String> methods, SampleRequest request, Collection<OriginClass> origins) {
    String listed =
        methods.stream()
            .map(method -> method.equals(otherMethod) ? "any other method" : method)
            .collect(Collectors.joining(", "));
    List<String> names = request.names();
    String headers = names == null || names.isEmpty() ? "" : " with " + String.join(", ", names);
    return listed + headers + " for " + classes.describe(origins);
  }
}
