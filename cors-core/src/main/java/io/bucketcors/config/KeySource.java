package io.bucketcors.config;

/** A place that holds keys: a map, or MicroProfile Config with all its config sources. */
interface KeySource {

  /** Reads everything there is under the prefix. May block, so never on a request's thread. */
  KeyTable read();
}
