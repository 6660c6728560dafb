package io.bucketcors;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What came of reading the rules again. */
public sealed interface CorsReload {

  /** The rules in force afterwards. */
  CorsPolicies inForce();

  /**
   * What the reload grants and what it withdraws. Found when first asked for, and once; never
   * throws. Where nothing was put in force, nothing changes.
   */
  default CorsComparison comparison() {
    return CorsComparison.NONE;
  }

  /** The rules changed and were put in force. Two are equal where the rules in force are. */
  final class Applied implements CorsReload {
    private final CorsPolicies before;
    private final CorsPolicies inForce;
    private final BiFunction<CorsPolicies, CorsPolicies, CorsComparison> compare;
    private @Nullable CorsComparison comparison;

    /**
     * @param before the rules in force until then
     * @param inForce those that are now
     */
    public Applied(CorsPolicies before, CorsPolicies inForce) {
      this(before, inForce, CorsPolicies::compare);
    }

    /** For tests of what a fault in comparing does. */
    Applied(
        CorsPolicies before,
        CorsPolicies inForce,
        BiFunction<CorsPolicies, CorsPolicies, CorsComparison> compare) {
      this.compare = compare;
      this.before = Objects.requireNonNull(before, "before");
      this.inForce = Objects.requireNonNull(inForce, "inForce");
    }

    @Override
    public CorsPolicies inForce() {
      return inForce;
    }

    @Override
    public synchronized CorsComparison comparison() {
      CorsComparison known = comparison;
      if (known == null) {
        try {
          known = compare.apply(before, inForce);
        } catch (Throwable e) {
          // The rules are in force already; a fault in comparing them must not look like one in
          // putting them there.
          known = CorsComparison.failed(e);
        }
        comparison = known;
      }
      return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Applied that && inForce == that.inForce;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(inForce);
    }

    @Override
    public String toString() {
      return "applied " + inForce;
    }
  }

  /** What was read is what was in force already. */
  record Unchanged(CorsPolicies inForce) implements CorsReload {}

  /**
   * The last good rules stay in force.
   *
   * @param problems why, warnings included; at least one error
   */
  record Refused(CorsPolicies inForce, List<CorsProblem> problems) implements CorsReload {
    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
