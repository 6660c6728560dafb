package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;

/** A place that holds keys: a map, or MicroProfile Config with all its config sources. */
interface KeySource {

  /**
   * Reads everything there is under the prefix. May block, so never on a request's thread.
   *
   * @throws CorsConfigurationException if the place cannot be read
   */
  KeyTable read();
}
