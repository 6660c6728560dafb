package io.bucketcors.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Makes {@code startAsync()} without arguments go on with the governed response; containers would
 * hand out their own one, and a {@code reset()} there loses the headers.
 */
final class GovernedRequest extends HttpServletRequestWrapper {
  private final GovernedResponse response;
  private final boolean asyncSupportedSoFar;

  GovernedRequest(HttpServletRequest request, GovernedResponse response) {
    super(request);
    this.response = response;
    asyncSupportedSoFar = request.isAsyncSupported();
  }

  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse governed) {
    // Only here: most apps have servlets without async support that never ask for it.
    if (!isAsyncSupported()) {
      response.support().warnings().asyncNotSupported(this, asyncSupportedSoFar);
    }
    return super.startAsync(request, governed);
  }
}
