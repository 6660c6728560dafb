package io.bucketcors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions of one {@link CorsPolicySource} over all the snapshots that it has had: sums
 * never fall when rules are replaced. For authors of sources. Thread-safe.
 *
 * <p>A counter hangs on each prebuilt decision, so a request looks nothing up. Counters are never
 * thrown away: a request may count on one after its snapshot was replaced. When a snapshot follows
 * another, whatever is the same in both goes on with its counter, and the others go on with
 * decisions of the same sum, or wait for some. So there are as many as there ever were decisions at
 * once.
 */
public final class CorsCounts {
  private final Map<Sum, Long> past = new HashMap<>();
  private final Map<Sum, ArrayDeque<LongAdder>> waiting = new HashMap<>();
  private @Nullable CorsPolicies followed;

  /** Whether the counters of the snapshot are this source's alone. */
  private boolean own;

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

  /**
   * Goes on with another snapshot. To be called before that is put in force. A snapshot that
   * another source has had keeps the counters it has, and is counted in both.
   */
  public synchronized void follow(CorsPolicies next) {
    Objects.requireNonNull(next, "next");
    CorsPolicies before = followed;
    if (before == next) {
      return;
    }
    boolean free = next.takeForCounting();
    Map<String, CorsDecision> gone = new HashMap<>();
    if (before != null && own) {
      before.decisions(gone::put);
    } else if (before != null) {
      // Another source goes on counting there.
      before.decisions((role, decision) -> add(past, Sum.of(decision), decision.count()));
    }
    Map<String, CorsDecision> fresh = new LinkedHashMap<>();
    // A first snapshot has nothing to go on with, and may have tens of thousands of decisions.
    if (free && !(gone.isEmpty() && waiting.isEmpty())) {
      next.decisions(fresh::put);
      fresh
          .entrySet()
          .removeIf(entry -> goesOn(gone, before, next, entry.getKey(), entry.getValue()));
    }
    gone.values()
        .forEach(
            decision ->
                waiting
                    .computeIfAbsent(Sum.of(decision), sum -> new ArrayDeque<>())
                    .add(decision.counter()));
    fresh.values().forEach(this::takeWaiting);
    followed = next;
    own = free;
  }

  /** Lets a decision go on with the counter that it had before, if it is the same. */
  private static boolean goesOn(
      Map<String, CorsDecision> gone,
      @Nullable CorsPolicies before,
      CorsPolicies next,
      String role,
      CorsDecision decision) {
    CorsDecision same = gone.get(role);
    if (same == null || before == null || !isSameRule(before, next, same, decision)) {
      return false;
    }
    decision.countOn(same);
    gone.remove(role);
    return true;
  }

  private void takeWaiting(CorsDecision decision) {
    ArrayDeque<LongAdder> counters = waiting.get(Sum.of(decision));
    LongAdder counter = counters == null ? null : counters.poll();
    if (counter != null) {
      decision.countOn(counter);
    }
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

  private static void add(Map<Sum, Long> sums, Sum sum, long count) {
    if (count != 0) {
      sums.merge(sum, count, Long::sum);
    }
  }

  /** Sums over all rules, one a bucket, kind and reason that there has been. */
  public synchronized List<CorsCount> totals() {
    Map<Sum, Long> sums = new TreeMap<>(past);
    waiting.forEach((sum, counters) -> counters.forEach(counter -> add(sums, sum, counter.sum())));
    // Of counters that are another source's, that one knows what was counted before.
    current()
        .decisions(
            (role, decision) ->
                add(sums, Sum.of(decision), own ? decision.counter().sum() : decision.count()));
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
              long count = decision.count();
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
