package io.bucketcors;

import io.bucketcors.CorsComparison.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a source of rules is doing, at one moment: where the rules in force come from, and what came
 * of reading them again. Immutable.
 */
public final class CorsStatus {
  /** What came of the last look at the rules. */
  public enum Outcome {
    /** The rules that were found at start are in force. */
    STARTED,
    /** The rules found at start could not be put in force; those of an earlier process are. */
    LAST_GOOD,
    /** Other rules were found, and put in force. */
    APPLIED,
    /** Nothing new was found. */
    UNCHANGED,
    /** Other rules were found, or none where there were some; the last good ones stay in force. */
    REFUSED
  }

  private final Outcome outcome;
  private final Instant at;
  private final Instant lastGood;
  private final List<CorsProblem> problems;
  private final CorsLocation.Finder locations;
  private final Supplier<List<String>> notes;
  private final long applied;
  private final long unchanged;
  private final long refused;
  private final @Nullable Change change;
  private final Map<Change, Long> byChange;

  private CorsStatus(Builder builder) {
    outcome = builder.outcome;
    at = builder.at;
    lastGood = builder.lastGood;
    problems = builder.problems;
    locations = builder.locations;
    notes = builder.notes;
    applied = builder.applied;
    unchanged = builder.unchanged;
    refused = builder.refused;
    change = builder.change;
    byChange = builder.byChange;
  }

  /** Starts with a source that has started now, without problems. */
  public static Builder builder() {
    return new Builder();
  }

  /** What came of the last look at the rules. */
  public Outcome outcome() {
    return outcome;
  }

  /** When that was. */
  public Instant at() {
    return at;
  }

  /** When what was read was last found good: applied, or the same as what is in force. */
  public Instant lastGood() {
    return lastGood;
  }

  /** What is wrong with what was read last; warnings alone, unless that was refused. */
  public List<CorsProblem> problems() {
    return problems;
  }

  /** Where each setting in force was written. */
  public CorsLocation.Finder locations() {
    return locations;
  }

  /**
   * What people should know of where the rules come from, in sentences. Made when it is asked for,
   * which takes a while where there are thousands of rules.
   */
  public List<String> notes() {
    return List.copyOf(notes.get());
  }

  /** How many changes were put in force since the start. */
  public long applied() {
    return applied;
  }

  /**
   * How many of them were of that kind. Those of which a source does not say it count as {@link
   * Change#INCOMPARABLE}.
   */
  public long applied(Change kind) {
    Objects.requireNonNull(kind, "kind");
    return kind == Change.INCOMPARABLE
        ? applied - applied(Change.SAME) - applied(Change.NARROWER) - applied(Change.WIDER)
        : byChange.getOrDefault(kind, 0L);
  }

  /** What the last change was that was put in force; null before the first. */
  public @Nullable Change change() {
    return change;
  }

  /** How many reloads found nothing new; what is refused again without a change is nothing new. */
  public long unchanged() {
    return unchanged;
  }

  /** How many changes were refused. */
  public long refused() {
    return refused;
  }

  /** For authors of sources. Not thread-safe. */
  public static final class Builder {
    private Outcome outcome = Outcome.STARTED;
    private Instant at = Instant.now();
    private Instant lastGood = at;
    private List<CorsProblem> problems = List.of();
    private CorsLocation.Finder locations = CorsLocation::inCode;
    private Supplier<List<String>> notes = List::of;
    private long applied;
    private long unchanged;
    private long refused;
    private @Nullable Change change;
    private Map<Change, Long> byChange = Map.of();

    private Builder() {}

    /** Sets what came of the last look, and when that was. */
    public Builder outcome(Outcome newOutcome, Instant when) {
      outcome = Objects.requireNonNull(newOutcome, "newOutcome");
      at = Objects.requireNonNull(when, "when");
      return this;
    }

    /** Sets when what was read was last found good. */
    public Builder lastGood(Instant when) {
      lastGood = Objects.requireNonNull(when, "when");
      return this;
    }

    /** Sets what is wrong; copied. */
    public Builder problems(List<CorsProblem> all) {
      problems = List.copyOf(Objects.requireNonNull(all, "all"));
      return this;
    }

    /** Sets where settings were written. */
    public Builder locations(CorsLocation.Finder finder) {
      locations = Objects.requireNonNull(finder, "finder");
      return this;
    }

    /** Sets who says what people should know, whenever it is asked for. */
    public Builder notes(Supplier<List<String>> sentences) {
      notes = Objects.requireNonNull(sentences, "sentences");
      return this;
    }

    /** Sets the counts of reloads. */
    public Builder reloads(long newApplied, long newUnchanged, long newRefused) {
      applied = newApplied;
      unchanged = newUnchanged;
      refused = newRefused;
      return this;
    }

    /**
     * Sets what the last change was that was put in force, and how many there were of each kind.
     *
     * @param last null before the first
     * @param counts copied
     */
    public Builder changes(@Nullable Change last, Map<Change, Long> counts) {
      change = last;
      byChange = Map.copyOf(Objects.requireNonNull(counts, "counts"));
      return this;
    }

    /** The status. */
    public CorsStatus build() {
      return new CorsStatus(this);
    }
  }

  /** For people: outcome and counts. */
  @Override
  public String toString() {
    return outcome
        + " at "
        + at
        + ", "
        + applied
        + " applied, "
        + unchanged
        + " unchanged, "
        + refused
        + " refused"
        + (problems.isEmpty() ? "" : ", " + problems.size() + " problems");
  }
}
