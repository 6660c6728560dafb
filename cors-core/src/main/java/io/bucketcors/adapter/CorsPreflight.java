package io.bucketcors.adapter;

import io.bucketcors.header.Token;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a request a preflight, and which method it asks for. Stateless, so thread-safe;
 * allocates nothing.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-request">Fetch, CORS-preflight
 *     request</a>
 */
public final class CorsPreflight {
  /**
   * The most characters of a method that any rule can allow. RFC 9110 sets no limit; no browser
   * needs more.
   */
  public static final int MAX_METHOD_LENGTH = 64;

  private CorsPreflight() {}

  /**
   * Whether a method is {@code OPTIONS}, byte for byte: methods are case-sensitive (RFC 9110
   * section 9.1).
   *
   * @param method the method of a request
   */
  public static boolean isOptions(String method) {
    Objects.requireNonNull(method, "method");
    return method.equals("OPTIONS");
  }

  /**
   * Whether browsers send a method without asking first, as long as no header needs to be asked
   * for: {@code GET}, {@code HEAD} or {@code POST}.
   *
   * @param method the method of a request, byte for byte
   * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-method">Fetch, CORS-safelisted
   *     method</a>
   */
  public static boolean isSafelisted(String method) {
    Objects.requireNonNull(method, "method");
    return method.equals("GET") || method.equals("HEAD") || method.equals("POST");
  }

  /**
   * Whether a request is a preflight: {@code OPTIONS} with an {@code Origin} and an {@code
   * Access-Control-Request-Method}, whatever their values.
   *
   * @param request the server's request
   * @param reader how to read it
   */
  public static <R> boolean isPreflight(R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    return isOptions(reader.method(request))
        && reader.header(request, CorsHeaders.ORIGIN, 0) != null
        && reader.header(request, CorsHeaders.REQUEST_METHOD, 0) != null;
  }

  /**
   * The method that a preflight asks for.
   *
   * @param request the server's request
   * @param reader how to read it
   * @return the method, or null where the request is no preflight or no rule could allow what it
   *     asks for
   * @see #isMethod
   */
  public static <R> @Nullable String requestedMethod(
      R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    if (!isPreflight(request, reader)) {
      return null;
    }
    String method = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    return method != null && isMethod(method, request, reader) ? method : null;
  }

  /**
   * Whether a rule can allow the requested method at all: a single line, one token (RFC 9110
   * section 5.6.2) of at most {@link #MAX_METHOD_LENGTH} characters.
   *
   * @param method the first line of {@code Access-Control-Request-Method}
   * @param request the server's request
   * @param reader how to read it
   */
  public static <R> boolean isMethod(
      String method, R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    return method.length() <= MAX_METHOD_LENGTH
        && Token.isToken(method)
        && reader.header(request, CorsHeaders.REQUEST_METHOD, 1) == null;
  }
}
