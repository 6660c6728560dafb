package io.bucketcors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions of one {@link CorsPolicySource} over all the snapshots that it has had: sums
 * never fall when rules are replaced. For authors of sources. Thread-safe.
 *
 * <p>A counter hangs on each prebuilt decision, so a request looks nothing up. A snapshot that
 * follows another goes on with the counters of whatever is the same in both.
 */
public final class CorsCounts {
  /** A request that counts after its snapshot was replaced does so within this time. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int MOST_RETIRED = 1 << 17;

  private final Map<Sum, Long> past = new HashMap<>();
  private final ArrayDeque<Retired> retired = new ArrayDeque<>();
  private @Nullable CorsPolicies followed;

  /** Starts with the counters of a snapshot. */
  public CorsCounts(CorsPolicies first) {
    follow(Objects.requireNonNull(first, "first"));
  }

  /** What is summed up. */
  private record Sum(String bucket, boolean preflight, CorsReason reason)
      implements Comparable<Sum> {
    private static final Comparator<Sum> ORDER =
        Comparator.comparing(Sum::bucket)
            .thenComparing(Sum::preflight, Comparator.reverseOrder())
            .thenComparing(Sum::reason);

    static Sum of(CorsDecision decision) {
      return new Sum(decision.bucket(), decision.isPreflight(), decision.reason());
    }

    @Override
    public int compareTo(Sum other) {
      return ORDER.compare(this, other);
    }

    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sum that
          && bucket.equals(that.bucket)
          && preflight == that.preflight
          && reason == that.reason;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * bucket.hashCode() + reason.ordinal()) + (preflight ? 1 : 0);
    }
  }

  /** A counter whose decision is in no snapshot any more. */
  private record Retired(long at, Sum sum, LongAdder counter) {}

  /**
   * Goes on with another snapshot. To be called before that is put in force. A snapshot that
   * another source has had keeps the counters it has.
   */
  public synchronized void follow(CorsPolicies next) {
    Objects.requireNonNull(next, "next");
    CorsPolicies before = followed;
    if (before == next) {
      return;
    }
    followed = next;
    boolean free = next.takeForCounting();
    if (before == null) {
      return;
    }
    Map<String, CorsDecision> gone = new HashMap<>();
    before.decisions(gone::put);
    if (free) {
      next.decisions(
          (role, decision) -> {
            CorsDecision same = gone.get(role);
            if (same != null && isSameRule(before, next, same, decision)) {
              gone.remove(role);
              decision.countOn(same);
            }
          });
    }
    long now = System.nanoTime();
    gone.values()
        .forEach(decision -> retired.add(new Retired(now, Sum.of(decision), decision.counter())));
    foldRetired(now);
  }

  private static boolean isSameRule(
      CorsPolicies before, CorsPolicies next, CorsDecision old, CorsDecision decision) {
    if (!(old instanceof CorsDecision.Allowed allowed)) {
      return true;
    }
    CorsPolicy oldPolicy = before.named(old.bucket());
    CorsPolicy policy = next.named(decision.bucket());
    int index = allowed.ruleIndex();
    return oldPolicy != null
        && policy != null
        && index < oldPolicy.rules().size()
        && index < policy.rules().size()
        && oldPolicy.rules().get(index).equals(policy.rules().get(index));
  }

  private void foldRetired(long now) {
    for (Retired first = retired.peek();
        first != null && (now - first.at() > PATIENCE_NANOS || retired.size() > MOST_RETIRED);
        first = retired.peek()) {
      retired.remove();
      add(past, first.sum(), first.counter().sum());
    }
  }

  private static void add(Map<Sum, Long> sums, Sum sum, long count) {
    if (count != 0) {
      sums.merge(sum, count, Long::sum);
    }
  }

  /** Sums over all rules, one a bucket, kind and reason that there has been. */
  public synchronized List<CorsCount> totals() {
    foldRetired(System.nanoTime());
    Map<Sum, Long> sums = new TreeMap<>(past);
    retired.forEach(gone -> add(sums, gone.sum(), gone.counter().sum()));
    current().decisions((role, decision) -> add(sums, Sum.of(decision), decision.counter().sum()));
    List<CorsCount> counts = new ArrayList<>();
    sums.forEach(
        (sum, count) ->
            counts.add(
                new CorsCount(sum.bucket(), sum.preflight(), sum.reason(), -1, null, count)));
    return List.copyOf(counts);
  }

  /** What the rules in force have allowed, since they are in force as they are. */
  public synchronized List<CorsCount> byRule() {
    Map<String, CorsCount> counts = new TreeMap<>();
    current()
        .decisions(
            (role, decision) -> {
              long count = decision.counter().sum();
              if (count != 0 && decision instanceof CorsDecision.Allowed allowed) {
                String key =
                    String.format(
                        "%s/%010d/%s",
                        decision.bucket(), allowed.ruleIndex(), decision.isPreflight());
                CorsCount known = counts.get(key);
                counts.put(
                    key,
                    new CorsCount(
                        decision.bucket(),
                        decision.isPreflight(),
                        decision.reason(),
                        allowed.ruleIndex(),
                        allowed.ruleId(),
                        count + (known == null ? 0 : known.count())));
              }
            });
    return List.copyOf(counts.values());
  }

  private CorsPolicies current() {
    return Objects.requireNonNull(followed);
  }
}
