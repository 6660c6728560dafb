package io.bucketcors.conformance.app;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Stands before the CORS filter and grants what no rule does: every origin, with credentials. */
final class OuterFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && request.getAttribute(CorsFilter.DECIDED_ATTRIBUTE) != null) {
      throw new ServletException("not before the CORS filter");
    }
    String origin = request.getHeader("Origin");
    response.setHeader("Access-Control-Allow-Origin", origin == null ? "*" : origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Methods", "DELETE");
    response.setHeader("Access-Control-Allow-Headers", "x-outer");
    response.setHeader("Access-Control-Expose-Headers", "X-Outer");
    response.setHeader("Access-Control-Max-Age", "5");
    response.setHeader("Vary", "Accept-Encoding");
    chain.doFilter(request, response);
  }
}
