package io.bucketcors.document;

/**
 * What a store answers instead of taking or showing the rules of a bucket.
 *
 * @param status the HTTP status
 * @param code the store's error code
 * @param message the store's message; may repeat values of the document, so escape it
 */
public record StoreRefusal(int status, String code, String message) {
  /** The answer to a request for the rules of a bucket that has none. DELETE is always 204. */
  public static final StoreRefusal NO_SUCH_CORS_CONFIGURATION =
      new StoreRefusal(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist");

  static final StoreRefusal MALFORMED_XML =
      new StoreRefusal(
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");

  static StoreRefusal invalidRequest(String message) {
    return new StoreRefusal(400, "InvalidRequest", message);
  }
}
