package io.bucketcors;

/**
 * Why a request was answered as it was; with several rules, the furthest step that any rule
 * reached. Safe as a metric label: a small closed set that holds nothing of the request.
 */
public enum CorsReason {
  /** A rule matched. */
  ALLOWED,
  /** No {@code Origin}: not a CORS request. */
  NOT_CORS,
  /** The bucket has no rules. */
  NO_RULES,
  /**
   * The path still holds {@code //}, {@code ;}, a backslash, dot segments, or one of them encoded.
   */
  AMBIGUOUS_PATH,
  /** An {@code Origin} that no browser sends, and no rule lists {@code *}. */
  MALFORMED_ORIGIN,
  /** No rule lists the origin. */
  ORIGIN_NOT_ALLOWED,
  /** A rule lists the origin, none lists it together with the method. */
  METHOD_NOT_ALLOWED,
  /** Origin and method have a rule, none of them covers every requested header. */
  HEADER_NOT_ALLOWED,
  /** Dialects {@code s3} and {@code cos}: {@code OPTIONS} without an {@code Origin}. */
  ORIGIN_MISSING,
  /** Dialects {@code s3} and {@code cos}: {@code OPTIONS} for a method that no bucket knows. */
  METHOD_INVALID;

  /** The outcome, as counts and events name it. */
  String outcome() {
    return switch (this) {
      case ALLOWED -> "allowed";
      case NOT_CORS -> "not_cors";
      default -> "denied";
    };
  }
}
