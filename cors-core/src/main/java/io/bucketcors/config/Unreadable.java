package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.text.Quoted;

/** Turns what others threw into a problem. */
final class Unreadable {
  private Unreadable() {}

  static CorsProblem because(String source, Throwable cause) {
    CorsLocation location =
        new CorsLocation(CorsPolicy.DEFAULT_BUCKET, -1, "", -1, null, source, 0, 0);
    String message = cause.getMessage();
    String what =
        cause.getClass().getSimpleName() + (message == null ? "" : " " + Quoted.of(message));
    return new CorsProblem.UnreadableSource(location, "reading it failed with " + what, "");
  }
}
