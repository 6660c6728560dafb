package io.bucketcors;

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
    return new CorsPolicySource() {
      @Override
      public CorsPolicies current() {
        return policies;
      }

      @Override
      public void close() {}
    };
  }
}
