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
    return new CorsProblem.UnreadableSource(location, "reading it failed with " + what, fix(cause));
  }

  /** YAML takes a * at the beginning of a value for an alias, and stumbles over what follows. */
  private static String fix(Throwable cause) {
    for (Throwable next = cause; next != null; next = next.getCause()) {
      String message = String.valueOf(next.getMessage());
      if (message.contains("while scanning an alias") || message.contains("undefined alias")) {
        return "in YAML write a * within quotes: \"*\"";
      }
    }
    return "look at what it says, and at the place that it comes from";
  }
}
