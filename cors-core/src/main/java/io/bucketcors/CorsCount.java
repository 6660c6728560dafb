package io.bucketcors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often requests were answered in one way. Immutable. Nothing in it comes from a request, so
 * all of it is safe as a metric's label.
 */
public final class CorsCount {
  private final String bucket;
  private final boolean preflight;
  private final CorsReason reason;
  private final int ruleIndex;
  private final @Nullable String ruleId;
  private final long count;

  CorsCount(
      String bucket,
      boolean preflight,
      CorsReason reason,
      int ruleIndex,
      @Nullable String ruleId,
      long count) {
    this.bucket = bucket;
    this.preflight = preflight;
    this.reason = reason;
    this.ruleIndex = ruleIndex;
    this.ruleId = ruleId;
    this.count = count;
  }

  /** The bucket that decided; {@code default} for the whole app's. */
  public String bucket() {
    return bucket;
  }

  /** Whether the requests were preflights. */
  public boolean isPreflight() {
    return preflight;
  }

  /** {@code allowed}, {@code denied}, or {@code not_cors} for requests without an Origin. */
  public String outcome() {
    return reason.outcome();
  }

  /** Why they were answered so. */
  public CorsReason reason() {
    return reason;
  }

  /** The index of the rule that allowed them; -1 where no rule did, and in sums over rules. */
  public int ruleIndex() {
    return ruleIndex;
  }

  /** The id of that rule, or null. */
  public @Nullable String ruleId() {
    return ruleId;
  }

  /** How many there were; never less than in an earlier count of the same source. */
  public long count() {
    return count;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorsCount that
        && bucket.equals(that.bucket)
        && preflight == that.preflight
        && reason == that.reason
        && ruleIndex == that.ruleIndex
        && Objects.equals(ruleId, that.ruleId)
        && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(bucket, preflight, reason, ruleIndex, ruleId, count);
  }

  @Override
  public String toString() {
    return bucket
        + (preflight ? " preflight " : " request ")
        + reason
        + (ruleIndex < 0 ? "" : " by rule " + ruleIndex)
        + (ruleId == null ? "" : " " + ruleId)
        + ": "
        + count;
  }
}
