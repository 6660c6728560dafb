package io.bucketcors.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Makes {@code startAsync()} without arguments go on with the governed response; containers would
 * hand out their own one, and a {@code reset()} there loses the headers.
 */
final class GovernedRequest extends HttpServletRequestWrapper {
  private final GovernedResponse response;

  GovernedRequest(HttpServletRequest request, GovernedResponse response) {
    super(request);
    this.response = response;
  }

  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }
}
