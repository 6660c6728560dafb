package io.bucketcors.servlet;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import jakarta.servlet.http.HttpServletRequest;

/** The path that decides on the bucket: below the context path, as the request named it. */
final class BucketPath {
  private BucketPath() {}

  /**
   * Asks for the URI and not for the servlet path: on some servers that is a welcome file's by now,
   * and Jetty throws where it will not decode a path.
   */
  static CorsPolicy policy(CorsPolicies policies, HttpServletRequest request) {
    // Containers work to tell a path, Tomcat most of all for the context's.
    if (!policies.hasPaths()) {
      return policies.defaultBucket();
    }
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return policies.forRequest(path == null ? "" : path, context == null ? "" : context);
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
