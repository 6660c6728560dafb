package io.bucketcors.config;

/** How changes of the rules are noticed while an app runs. */
public enum Reload {
  /**
   * One daemon thread reads the rules again every {@code reload-interval}, until the source is
   * closed. For environments that say when an app ends.
   */
  BACKGROUND_THREAD,
  /**
   * No standing thread: a request that finds the interval over starts a daemon thread, which reads
   * the rules once and ends. The request itself uses the rules as they are. For environments that
   * never say when an app ends, such as JAX-RS.
   */
  ON_DEMAND,
  /** The rules stay as they were read, unless code says otherwise. */
  NEVER
}
