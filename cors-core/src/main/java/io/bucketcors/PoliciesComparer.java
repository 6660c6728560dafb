package io.bucketcors;

import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.analysis.PathClasses;
import io.bucketcors.analysis.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares snapshots: each pair of policies that some path or name leads to, before and after. */
final class PoliciesComparer {
  /** About a second. */
  private static final long MOST_WORK = 4_000_000;

  private final Work work = new Work(MOST_WORK);
  private final Map<Pair, Place> pairs = new LinkedHashMap<>();

  /** What decides before and after; told apart by identity, since policies have no equality. */
  private record Pair(CorsPolicy before, CorsPolicy after) {
    // Written out: JDK 17 keeps the class loader of an undeployed app whose record had the
    // generated ones (java.lang.runtime.ObjectMethods).
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair that && before == that.before && after == that.after;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(before) + System.identityHashCode(after);
    }

    /** Whether the rules are equal, so that they decide alike. */
    boolean isUnchanged() {
      return before == after
          || before.isMatched() == after.isMatched()
              && before.dialect() == after.dialect()
              && before.rules().equals(after.rules());
    }
  }

  /** A path that leads to a pair, or none, and which ones do, in words. */
  private record Place(String path, List<String> words) {
    String where() {
      return words.isEmpty() ? "" : ", on " + String.join(", ", words);
    }
  }

  CorsComparison compare(CorsPolicy before, CorsPolicy after) {
    add(before, after, "", null);
    return result();
  }

  CorsComparison compare(CorsPolicies before, CorsPolicies after) {
    List<String> patterns = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (CorsPolicies side : List.of(before, after)) {
      for (CorsPolicy policy : side.namedBuckets()) {
        names.add(policy.bucket());
        patterns.addAll(side.paths(policy.bucket()));
      }
    }
    if (patterns.isEmpty()) {
      add(before.defaultBucket(), after.defaultBucket(), "", names.isEmpty() ? null : "any path");
    } else {
      PathClasses classes = new PathClasses(patterns);
      for (String path : classes.paths()) {
        if (work.spend(2)) {
          add(before.forPath(path), after.forPath(path), path, classes.words(path));
        }
      }
      addAmbiguous(before, after);
    }
    for (String name : names) {
      addNamed(name, before, after);
    }
    return result();
  }

  private void add(CorsPolicy before, CorsPolicy after, String path, @Nullable String words) {
    Place place =
        pairs.computeIfAbsent(new Pair(before, after), key -> new Place(path, new ArrayList<>()));
    if (words != null) {
      place.words().add(words);
    }
  }

  /**
   * Adds paths that can be read in two ways, where only one side takes both for the same bucket's:
   * the other refuses them.
   */
  private void addAmbiguous(CorsPolicies before, CorsPolicies after) {
    List<Map.Entry<Pair, Place>> known = new ArrayList<>(pairs.entrySet());
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < i; j++) {
        Pair one = known.get(i).getKey();
        Pair other = known.get(j).getKey();
        if (!work.spend(1)) {
          return;
        }
        if ((one.before() == other.before()) == (one.after() == other.after())) {
          continue;
        }
        String first = known.get(i).getValue().path();
        String second = known.get(j).getValue().path();
        for (String path : PathClasses.ambiguous(first, second)) {
          Pair pair = new Pair(before.forPath(path), after.forPath(path));
          if (work.spend(50) && !pairs.containsKey(pair)) {
            add(pair.before(), pair.after(), path, "paths that can be read in two ways");
          }
        }
      }
    }
  }

  /** Adds a bucket that annotations can name, whatever its paths. */
  private void addNamed(String name, CorsPolicies before, CorsPolicies after) {
    CorsPolicy old = before.named(name);
    CorsPolicy now = after.named(name);
    boolean both = old != null && now != null;
    boolean byPath = !before.paths(name).isEmpty() || !after.paths(name).isEmpty();
    Pair pair =
        new Pair(
            old == null ? CorsPolicies.refusing() : old,
            now == null ? CorsPolicies.refusing() : now);
    if (!pairs.containsKey(pair) && (both || !byPath)) {
      add(pair.before(), pair.after(), "", "resources of bucket " + name);
    }
  }

  private CorsComparison result() {
    List<Supplier<List<Difference>>> finders = new ArrayList<>();
    Set<String> scopes = new LinkedHashSet<>();
    boolean grants = false;
    boolean withdraws = false;
    for (Map.Entry<Pair, Place> each : pairs.entrySet()) {
      Pair pair = each.getKey();
      if (!pair.isUnchanged()) {
        PolicyComparer comparer = new PolicyComparer(pair.before(), pair.after(), work);
        Place place = each.getValue();
        finders.add(() -> comparer.differences(place.path(), place.where()));
        scopes.add(comparer.scope());
        grants |= comparer.grants();
        withdraws |= comparer.withdraws();
      }
    }
    String scope = scopes.isEmpty() ? "the rules are equal" : String.join("; ", scopes);
    return new CorsComparison(
        grants, withdraws, !work.isExceeded(), scope, () -> differences(finders));
  }

  private static List<Difference> differences(List<Supplier<List<Difference>>> finders) {
    List<Difference> differences = new ArrayList<>();
    finders.forEach(finder -> differences.addAll(finder.get()));
    differences.sort(Comparator.comparing(Difference::kind));
    return differences;
  }
}
