package io.bucketcors.examples.bucket;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.util.Map;

/**
 * The bucket's rules: at start those of MicroProfile Config, later what the page puts in their
 * place. Thread-safe.
 */
final class Rules implements AutoCloseable {
  private final ReloadableCorsPolicies source;

  private Rules(ReloadableCorsPolicies source) {
    this.source = source;
  }

  /**
   * Reads the rules of MicroProfile Config, if there are any.
   *
   * @throws NotStartedException if rules are refused, with every problem
   */
  static Rules fromConfig() throws NotStartedException {
    try {
      return new Rules(CorsPolicySources.builder().build());
    } catch (CorsConfigurationException refused) {
      throw new NotStartedException(String.valueOf(refused.getMessage()), refused);
    }
  }

  /** Where the filter takes its rules from. */
  CorsPolicySource source() {
    return source;
  }

  /**
   * Puts other rules in force, from the next request on.
   *
   * @param properties as they would stand in a file
   * @throws CorsConfigurationException with every problem; the rules stay as they were
   */
  void replace(Map<String, String> properties) {
    try (CorsPolicySource read =
        CorsPolicySources.builder()
            .settings(properties, "the caller")
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      replace(read.current());
    }
  }

  /** Puts other rules in force, from the next request on. */
  void replace(CorsPolicies policies) {
    source.replace(policies);
  }

  /** How many rules there are, in words. */
  String describe() {
    int count = source.current().defaultBucket().rules().size();
    return switch (count) {
      case 0 -> "none yet: \"Test CORS\" on the page fails until you apply the first rule";
      case 1 -> "1 rule from MicroProfile Config";
      default -> count + " rules from MicroProfile Config";
    };
  }

  @Override
  public void close() {
    source.close();
  }
}
