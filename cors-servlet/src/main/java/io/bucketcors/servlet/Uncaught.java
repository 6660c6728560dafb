package io.bucketcors.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What becomes of an exception that the app does not catch. Jetty, Tomcat and Liberty keep the
 * headers that are already set, and get the exception as it is. Undertow and others clear them and
 * give no way in, so there the exception becomes a {@code sendError}, with the standard error
 * attributes set. That costs exception-type error pages; pages for the status work, and see the
 * exception.
 */
final class Uncaught {
  private Uncaught() {}

  /** Whether the exception has been answered; if not, it is the container's. */
  static boolean answer(HttpServletRequest request, GovernedResponse response, Throwable exception)
      throws IOException {
    if (containerKeepsHeaders(request)) {
      return false;
    }
    if (response.isCommitted()) {
      // Jersey calls sendError and throws all the same. The answer is complete, and Undertow would
      // take its headers away again.
      if (response.isErrorSent() && !request.isAsyncStarted()) {
        request.getServletContext().log("Thrown after the error was answered", exception);
        return true;
      }
      return false;
    }
    request
        .getServletContext()
        .log("An exception that the app does not catch, answered with its CORS headers", exception);
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, rootOf(exception));
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, rootOf(exception).getClass());
    boolean async = request.isAsyncStarted();
    response.reset();
    response.sendError(statusOf(exception));
    if (async) {
      complete(request);
    }
    return true;
  }

  private static boolean containerKeepsHeaders(HttpServletRequest request) {
    // Once the request is asynchronous, Tomcat closes the connection without any answer, and Jetty
    // answers when the request times out.
    if (request.isAsyncStarted()) {
      return false;
    }
    ServletContext context = request.getServletContext();
    if (context == null) {
      return true;
    }
    String server = context.getServerInfo();
    // Liberty's file servlet says 404 by an exception, so there it must not become a 500.
    return server != null
        && (server.startsWith("jetty")
            || server.startsWith("Apache Tomcat")
            || server.contains("Liberty"));
  }

  private static Throwable rootOf(Throwable exception) {
    Throwable cause = exception instanceof ServletException e ? e.getRootCause() : null;
    return cause == null ? exception : cause;
  }

  private static int statusOf(Throwable exception) {
    if (exception instanceof UnavailableException e) {
      return e.isPermanent()
          ? HttpServletResponse.SC_NOT_FOUND
          : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  private static void complete(HttpServletRequest request) {
    try {
      request.getAsyncContext().complete();
    } catch (IllegalStateException alreadyEnded) {
      // Another thread was faster, or sendError has ended it.
    }
  }
}
