package io.bucketcors;

import java.util.List;
import java.util.Objects;

/**
 * Where an adapter gets its rules from, request by request. Thread-safe.
 *
 * <p>{@code io.bucketcors.config} has the sources that read MicroProfile Config, maps and
 * documents.
 */
public interface CorsPolicySource extends AutoCloseable {

  /**
   * The rules in force. One request reads this once. Never blocks, never throws, allocates nothing.
   */
  CorsPolicies current();

  /**
   * How often requests were answered in which way, since the source was made: sums over all rules,
   * one for each bucket, kind of request and reason that there has been. Adapters count by {@link
   * CorsPolicy#record}.
   *
   * @return empty for a source that does not count
   */
  default List<CorsCount> counts() {
    return List.of();
  }

  /** What each rule in force has allowed, as long as it is in force as it is. */
  default List<CorsCount> countsByRule() {
    return List.of();
  }

  /** How the source is doing: where the rules come from, and what came of the last reload. */
  default CorsStatus status() {
    return CorsStatus.builder().build();
  }

  /** Tells somebody of every reload from now on; adding one twice does nothing. */
  default void addListener(CorsListener listener) {
    Objects.requireNonNull(listener, "listener");
  }

  /** Tells somebody no more. */
  default void removeListener(CorsListener listener) {
    Objects.requireNonNull(listener, "listener");
  }

  /** Ends what the source started, such as a reload thread. Calling it again does nothing. */
  @Override
  void close();

  /**
   * Rules for the default bucket, dialect {@code standard}, that never change.
   *
   * @throws CorsConfigurationException with every problem, if a rule must not be put in force
   */
  static CorsPolicySource of(CorsRule... rules) {
    return fixed(CorsPolicies.of(CorsPolicy.of(rules)));
  }

  /** A source that never changes. */
  static CorsPolicySource fixed(CorsPolicies policies) {
    Objects.requireNonNull(policies, "policies");
    CorsCounts counts = new CorsCounts(policies);
    CorsStatus status = CorsStatus.builder().problems(policies.warnings()).build();
    return new CorsPolicySource() {
      @Override
      public CorsPolicies current() {
        return policies;
      }

      @Override
      public List<CorsCount> counts() {
        return counts.totals();
      }

      @Override
      public List<CorsCount> countsByRule() {
        return counts.byRule();
      }

      @Override
      public CorsStatus status() {
        return status;
      }

      @Override
      public void close() {}
    };
  }
}
