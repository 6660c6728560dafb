package io.bucketcors.conformance.matrix;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** A request as it came, and the answer as it went. */
record Seen(
    boolean preflight,
    @Nullable String origin,
    String protocol,
    String host,
    @Nullable String cookie,
    int status,
    HttpFields answer) {

  /** For messages. */
  @Override
  public String toString() {
    List<String> policy =
        answer.stream()
            .filter(field -> field.getLowerCaseName().startsWith("access-control"))
            .map(Object::toString)
            .toList();
    return (preflight ? "preflight" : "request")
        + " from "
        + origin
        + (cookie == null ? "" : " with " + cookie)
        + " → "
        + status
        + " "
        + policy;
  }
}
