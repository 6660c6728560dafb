package io.bucketcors.servlet;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import jakarta.servlet.http.HttpServletRequest;

/** The path that decides on the bucket: below the context path, as the container decoded it. */
final class BucketPath {
  /** What no pattern matches and every policy refuses. */
  private static final String UNREADABLE = "/;";

  private BucketPath() {}

  static CorsPolicy policy(CorsPolicies policies, HttpServletRequest request) {
    try {
      String path = request.getServletPath();
      return policies.forPath(path == null ? "" : path, request.getPathInfo());
    } catch (IllegalArgumentException ambiguous) {
      // Jetty 12 throws where URI compliance lets an ambiguous path in that it will not decode.
      return policies.forPath(UNREADABLE);
    }
  }

  /** The whole path as text; only for answers with a body. */
  static String of(HttpServletRequest request) {
    try {
      String path = request.getServletPath();
      String rest = request.getPathInfo();
      return (path == null ? "" : path) + (rest == null ? "" : rest);
    } catch (IllegalArgumentException ambiguous) {
      return "";
    }
  }
}
