package io.bucketcors.conformance.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says which error page it is and what exception it was told of. */
final class ErrorPageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object type = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE);
    String exception = type instanceof Class<?> thrown ? thrown.getSimpleName() : "no exception";
    response.getWriter().print("page " + request.getServletPath() + request.getPathInfo());
    response.getWriter().print(" for " + exception);
  }
}
