package io.bucketcors.servlet;

import io.bucketcors.CorsPolicies;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells a request that the filter has missed from one that it left alone. Both come undecided when
 * they are dispatched; the path that was asked for says which it is.
 */
final class MissedRequest {
  private MissedRequest() {}

  /** Whether a bucket with rules has the path of a request that was met first on a dispatch. */
  static boolean isOne(CorsPolicies policies, HttpServletRequest request, DispatcherType type) {
    return switch (type) {
      case FORWARD ->
          governs(
              policies,
              request,
              RequestDispatcher.FORWARD_REQUEST_URI,
              RequestDispatcher.FORWARD_CONTEXT_PATH);
      case ASYNC ->
          governs(
              policies, request, AsyncContext.ASYNC_REQUEST_URI, AsyncContext.ASYNC_CONTEXT_PATH);
      // The request of an include keeps its own path.
      case INCLUDE -> BucketPath.policy(policies, request).governs();
      // An error before any filter, such as the container's own 401, is nobody's mistake.
      default -> false;
    };
  }

  private static boolean governs(
      CorsPolicies policies, HttpServletRequest request, String uri, String contextPath) {
    if (request.getAttribute(uri) instanceof String path
        && request.getAttribute(contextPath) instanceof String context) {
      return policies.forRequest(path, context).governs();
    }
    return BucketPath.policy(policies, request).governs();
  }
}
