package io.bucketcors.adapter;

/**
 * How to write into a server's own response. Implementations hold no state.
 *
 * @param <W> the server's response type
 */
public interface CorsResponseWriter<W> {

  /** Sets a header that only the policy writes, in place of any other of that name. */
  void set(W response, String name, String value);

  /**
   * Merges field names into {@code Vary}, as {@link CorsVary} does it: nothing overwritten, nothing
   * doubled.
   *
   * @param fieldNames one or more names joined by {@code ", "}
   */
  void vary(W response, String fieldNames);
}
