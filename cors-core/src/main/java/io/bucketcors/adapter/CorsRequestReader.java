package io.bucketcors.adapter;

import java.util.Enumeration;
import java.util.NoSuchElementException;
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

  /**
   * All field lines of that name, for a header that came in more than one: asking for each by its
   * number takes some servers through all fields each time. Called only where {@link #header} has
   * found a second line; override it where the server can go through the lines once.
   *
   * @param name the field name, any case
   * @return the lines in their order
   */
  default Enumeration<String> headers(R request, String name) {
    return new Enumeration<>() {
      private int line;
      private @Nullable String next = header(request, name, 0);

      @Override
      public boolean hasMoreElements() {
        return next != null;
      }

      @Override
      public String nextElement() {
        String value = next;
        if (value == null) {
          throw new NoSuchElementException();
        }
        next = header(request, name, ++line);
        return value;
      }
    };
  }
}
