package io.bucketcors.servlet;

import io.bucketcors.CorsDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs the app so that the headers of a decision are on its response when that commits. */
final class Governance {
  private final Warnings warnings = new Warnings();

  void run(
      CorsDecision decision,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    if (!request.isAsyncSupported()) {
      warnings.asyncNotSupported();
    }
    GovernedResponse governed = new GovernedResponse(request, response, decision, warnings);
    governed.writePolicyHeaders();
    guard(new GovernedRequest(request, governed), governed, governed, chain);
  }

  /** Runs a request that comes by again: mapped twice, or dispatched by the app or container. */
  void again(
      Object decided, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      Uncaught.describeToErrorPage(request);
    }
    GovernedResponse governed = GovernedResponse.in(response);
    if (governed != null && request.getDispatcherType() == DispatcherType.ASYNC) {
      // The first pass ended when the request became asynchronous; its exceptions come here now.
      guard(request, response, governed, chain);
    } else if (governed == null && decided instanceof CorsDecision decision) {
      run(decision, request, response, chain);
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
          || !Uncaught.answer(request, governed, uncaught)) {
        throw uncaught;
      }
    }
  }
}
