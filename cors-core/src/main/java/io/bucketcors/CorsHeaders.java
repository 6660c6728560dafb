package io.bucketcors;

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
   * Access-Control-*} headers of an answer, any case. Allocates nothing.
   */
  public static boolean isPolicyHeader(String name) {
    if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return false;
    }
    return name.equalsIgnoreCase(ALLOW_ORIGIN)
        || name.equalsIgnoreCase(ALLOW_CREDENTIALS)
        || name.equalsIgnoreCase(ALLOW_METHODS)
        || name.equalsIgnoreCase(ALLOW_HEADERS)
        || name.equalsIgnoreCase(EXPOSE_HEADERS)
        || name.equalsIgnoreCase(MAX_AGE);
  }
}
