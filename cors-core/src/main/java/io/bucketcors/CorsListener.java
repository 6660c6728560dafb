package io.bucketcors;

/**
 * What an app may watch, for logs and metrics. Called by the thread at work, so it should return at
 * once; what it throws is logged and changes nothing.
 */
public interface CorsListener {

  /** The rules were read again. Called after every reload, also where nothing changed. */
  default void reloaded(CorsReload outcome) {}
}
