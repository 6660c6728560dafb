package io.bucketcors;

import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.analysis.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares snapshots: bucket by bucket, and path by path where paths have other buckets. */
final class PoliciesComparer {
  /** About a second. */
  private static final long MOST_WORK = 4_000_000;

  private final Work work = new Work(MOST_WORK);
  private final List<Difference> differences = new ArrayList<>();
  private int classes;

  CorsComparison compare(CorsPolicy before, CorsPolicy after) {
    compare(before, after, "");
    return result();
  }

  CorsComparison compare(CorsPolicies before, CorsPolicies after) {
    compare(before.defaultBucket(), after.defaultBucket(), "");
    return result();
  }

  private void compare(CorsPolicy before, CorsPolicy after, String path) {
    PolicyComparer comparer = new PolicyComparer(before, after, path, work);
    classes += comparer.classes();
    differences.addAll(comparer.differences());
  }

  private CorsComparison result() {
    differences.sort(Comparator.comparing(Difference::kind));
    return new CorsComparison(differences, !work.isExceeded(), classes + " classes of origins");
  }
}
