package io.bucketcors;

import org.jspecify.annotations.Nullable;

/**
 * How to read a server's own request. Implementations hold no state: one instance serves all
 * threads, and deciding allocates no view of the request.
 *
 * @param <R> the server's request type
 */
public interface CorsRequestReader<R> {

  /** The request's method, byte for byte as it came. */
  String method(R request);

  /**
   * One field line of the request.
   *
   * @param name the field name, any case
   * @param line which of the lines with that name, from 0
   * @return the line's value, or null where there are no more
   */
  @Nullable String header(R request, String name, int line);
}
