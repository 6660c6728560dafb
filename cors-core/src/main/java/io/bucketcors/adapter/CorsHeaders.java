package io.bucketcors.adapter;

import java.util.List;
import java.util.Objects;

/** The header names of the protocol, as the Fetch standard writes them. */
public final class CorsHeaders {
  public static final String ORIGIN = "Origin";
  public static final String REQUEST_METHOD = "Access-Control-Request-Method";
  public static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

  public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  public static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
  public static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  public static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
  public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
  public static final String MAX_AGE = "Access-Control-Max-Age";
  public static final String VARY = "Vary";

  /** With either of these a request may be answered 304. */
  public static final String IF_NONE_MATCH = "If-None-Match";

  public static final String IF_MODIFIED_SINCE = "If-Modified-Since";

  /** Says why, when a bucket has {@code diagnostics} on. */
  public static final String DIAGNOSTICS = "Bucket-Cors";

  /**
   * The six response headers that the policy alone decides on. Immutable; read it by index where
   * nothing may be allocated.
   */
  public static final List<String> POLICY_HEADERS =
      List.of(
          ALLOW_ORIGIN, ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_HEADERS, EXPOSE_HEADERS, MAX_AGE);

  private static final String PREFIX = "Access-Control-";

  private CorsHeaders() {}

  /**
   * Whether the policy alone decides on this response header: one of {@link #POLICY_HEADERS}, any
   * case. What stands around the name and is no visible ASCII character does not count: containers
   * send it as it is, or as a blank, and there are readers that take it off. Allocates nothing.
   */
  public static boolean isPolicyHeader(String name) {
    Objects.requireNonNull(name, "name");
    int start = 0;
    int end = name.length();
    while (start < end && isReadOver(name.charAt(start))) {
      start++;
    }
    while (start < end && isReadOver(name.charAt(end - 1))) {
      end--;
    }
    // Most headers of a response end here.
    if (!name.regionMatches(true, start, PREFIX, 0, PREFIX.length())) {
      return false;
    }
    for (int i = 0; i < POLICY_HEADERS.size(); i++) {
      if (is(name, start, end, POLICY_HEADERS.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReadOver(char c) {
    return c <= ' ' || c >= 0x7f;
  }

  private static boolean is(String name, int start, int end, String header) {
    return end - start == header.length()
        && name.regionMatches(true, start, header, 0, header.length());
  }
}
