package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import org.jspecify.annotations.Nullable;

/** Where rules are read from, again and again. Used by one thread at a time. */
interface Loader {

  /**
   * Reads what there is, which may block.
   *
   * @throws CorsConfigurationException if it cannot be read
   */
  Draft read();

  /** What was read. Two drafts are equal where nothing changed. */
  interface Draft {
    /**
     * Checks and compiles it.
     *
     * @param inForce the rules in force until now, or null at start
     */
    Loaded compile(@Nullable CorsPolicies inForce);
  }
}
