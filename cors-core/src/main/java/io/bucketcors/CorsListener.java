package io.bucketcors;

/**
 * What may watch the rules of an app, for logs and metrics. Given in code to a source, or named in
 * {@code META-INF/services/io.bucketcors.CorsListener}, so that a filter of {@code web.xml} and a
 * scanned feature have it too. Called by the thread at work, so it should return at once; what it
 * throws, an Error included, is logged and changes nothing. Rules cannot be changed from within.
 */
public interface CorsListener {

  /** The rules were read again. Called after every reload, also where nothing changed. */
  default void reloaded(CorsReload outcome) {}

  /**
   * A source is put to work, by a filter or a feature.
   *
   * @param application the name of the app, for people and as a label: its context path for one
   */
  default void started(String application, CorsPolicySource source) {}

  /** The filter or feature that had put a source to work has ended. */
  default void stopped(String application, CorsPolicySource source) {}
}
