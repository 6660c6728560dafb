package io.bucketcors.adapter;

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

  /** Says why, when a bucket has {@code diagnostics} on. */
  public static final String DIAGNOSTICS = "Bucket-Cors";

  private static final String PREFIX = "Access-Control-";

  private CorsHeaders() {}

  /**
   * Whether the policy alone decides on this response header: one of the six {@code
   * Access-Control-*} headers of an answer, any case. What stands around the name and is no visible
   * ASCII character does not count: containers send it as it is, or as a blank, and there are
   * readers that take it off. Allocates nothing.
   */
  public static boolean isPolicyHeader(String name) {
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
    return is(name, start, end, ALLOW_ORIGIN)
        || is(name, start, end, ALLOW_CREDENTIALS)
        || is(name, start, end, ALLOW_METHODS)
        || is(name, start, end, ALLOW_HEADERS)
        || is(name, start, end, EXPOSE_HEADERS)
        || is(name, start, end, MAX_AGE);
  }

  private static boolean isReadOver(char c) {
    return c <= ' ' || c >= 0x7f;
  }

  private static boolean is(String name, int start, int end, String header) {
    return end - start == header.length()
        && name.regionMatches(true, start, header, 0, header.length());
  }
}
