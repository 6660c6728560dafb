package io.bucketcors;

/** A risk that a rule takes only when it names it in {@code dangerously-allow}. */
public enum CorsHazard {
  /** The origin {@code null}, which any sandboxed frame on any site can send. */
  NULL_ORIGIN("null-origin"),
  /** A {@code *} in a place where one owner does not have all that matches. */
  UNBOUNDED_WILDCARD("unbounded-wildcard"),
  /** A wildcard over a suffix under which strangers register names. */
  PUBLIC_SUFFIX("public-suffix"),
  /** A wildcard over the extensions that a user may have installed, whoever wrote them. */
  EXTENSION_WILDCARD("extension-wildcard"),
  /** Credentials for a plain {@code http} origin that is not loopback. */
  INSECURE_ORIGIN("insecure-origin");

  private final String key;

  CorsHazard(String key) {
    this.key = key;
  }

  /** The name in configuration, such as {@code null-origin}. */
  public String key() {
    return key;
  }

  /** What it is where it is not accepted. */
  CorsProblemType problem() {
    return CorsProblemType.ofCode("hazard-" + key);
  }
}
