package io.bucketcors.conformance.servers;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A WAR and where it is to be found.
 *
 * @param contextPath as in the Servlet API: empty at the root, else with a leading slash
 * @param war the file
 * @param ready a path below the context path that answers 200 once the WAR is up; null where it is
 *     not to be waited for
 */
public record Deployment(String contextPath, Path war, @Nullable String ready) {

  /** The name that makes servers put a WAR at its context path. */
  String fileName() {
    return (contextPath.isEmpty() ? "ROOT" : contextPath.substring(1)) + ".war";
  }
}
