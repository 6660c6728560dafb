package io.bucketcors;

/** A risk that a rule takes only when it names it in {@code dangerously-allow}. */
public enum CorsHazard {
  /** The origin {@code null}, which any sandboxed frame on any site can send. */
  NULL_ORIGIN("null-origin", "null"),
  /** A {@code *} in a place where one owner does not have all that matches. */
  UNBOUNDED_WILDCARD("unbounded-wildcard", "https://*example.com"),
  /** A wildcard over a suffix under which strangers register names. */
  PUBLIC_SUFFIX("public-suffix", "https://*.co.uk"),
  /** A wildcard over the extensions that a user may have installed, whoever wrote them. */
  EXTENSION_WILDCARD("extension-wildcard", "moz-extension://*"),
  /** Credentials for a plain {@code http} origin that is not loopback. */
  INSECURE_ORIGIN("insecure-origin", "http://app.example, with credentials");

  private final String key;
  private final String example;

  CorsHazard(String key, String example) {
    this.key = key;
    this.example = example;
  }

  /** The name in configuration, such as {@code null-origin}. */
  public String key() {
    return key;
  }

  /** What carries it, for messages. */
  String example() {
    return example;
  }

  /** What it is where it is not accepted. */
  CorsProblemType problem() {
    return CorsProblemType.ofCode("hazard-" + key);
  }
}
