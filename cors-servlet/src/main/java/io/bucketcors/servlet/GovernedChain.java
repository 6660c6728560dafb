package io.bucketcors.servlet;

import io.bucketcors.CorsDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rest of the filter chain so that the headers of a decision are on the response when that
 * commits.
 */
final class GovernedChain {
  private final Warnings warnings;
  // Threads that find none make equal ones.
  private @Nullable ContainerSupport support;

  GovernedChain(Warnings warnings) {
    this.warnings = warnings;
  }

  void start(
      CorsDecision decision,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    ContainerSupport here = support(request, response);
    GovernedResponse governed = new GovernedResponse(request, response, decision, here);
    governed.writePolicyHeaders();
    guard(new GovernedRequest(request, governed), governed, governed, chain);
  }

  /** Runs a request that comes by again: mapped twice, or dispatched by the app or container. */
  void continueWith(
      Object decided, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      UncaughtException.describeToErrorPage(request);
    }
    GovernedResponse governed = GovernedResponse.in(response);
    if (governed != null && request.getDispatcherType() == DispatcherType.ASYNC) {
      // The first pass ended when the request became asynchronous; its exceptions come here now.
      guard(request, response, governed, chain);
    } else if (governed == null && decided instanceof CorsDecision decision) {
      ServletWriter.clearGrants(response, decision);
      start(decision, request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void guard(
      HttpServletRequest request,
      HttpServletResponse response,
      GovernedResponse governed,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (Throwable uncaught) {
      // An error page that fails as well is left to the container.
      if (request.getDispatcherType() == DispatcherType.ERROR
          || !UncaughtException.answer(request, governed, uncaught)) {
        throw uncaught;
      }
    }
  }

  /** A filter stays in its container, so the first exchange tells. */
  private ContainerSupport support(HttpServletRequest request, HttpServletResponse response) {
    ContainerSupport known = support;
    if (known == null) {
      known = ContainerSupport.of(request, response, warnings);
      support = known;
    }
    return known;
  }
}
