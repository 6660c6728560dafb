package io.bucketcors.header;

import java.util.Set;

/** What scripts may read of a response whatever a server exposes. Names in lower case. */
public final class ResponseHeaders {
  /**
   * What every page reads, exposed or not.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name">Fetch,
   *     CORS-safelisted response-header name</a>
   */
  public static final Set<String> SAFELISTED =
      Set.of(
          "cache-control",
          "content-language",
          "content-length",
          "content-type",
          "expires",
          "last-modified",
          "pragma");

  /**
   * What none reads, exposed or not.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#forbidden-response-header-name">Fetch, forbidden
   *     response-header name</a>
   */
  public static final Set<String> FORBIDDEN = Set.of("set-cookie", "set-cookie2");

  private ResponseHeaders() {}
}
