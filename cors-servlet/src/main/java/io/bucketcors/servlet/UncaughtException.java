package io.bucketcors.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What becomes of an exception that the app does not catch. Jetty, Tomcat and Liberty keep the
 * headers that are already set, and get the exception as it is. Undertow, WildFly, Payara and
 * others clear them and give no way in, so there the exception becomes a {@code sendError}, unless
 * a handler registered with Undertow answers it. That costs exception-type error pages; pages for
 * the status work, and see the exception.
 */
final class UncaughtException {
  /** Holds the exception until an error page runs. */
  private static final String ATTRIBUTE = "io.bucketcors.uncaught";

  private UncaughtException() {}

  /** Whether the exception has been answered; if not, it is the container's. */
  static boolean answer(HttpServletRequest request, GovernedResponse response, Throwable exception)
      throws IOException {
    Container container = response.support().container();
    // Once the request is asynchronous, Tomcat closes the connection without any answer, and Jetty
    // answers when the request times out.
    if (container.keepsHeaders() && !request.isAsyncStarted()) {
      return false;
    }
    if (response.isCommitted()) {
      // Jersey calls sendError and throws all the same. The answer is complete, and Undertow would
      // take its headers away again.
      if (response.isErrorSent() && !request.isAsyncStarted()) {
        request
            .getServletContext()
            .log("An exception was thrown after the error was answered", exception);
        return true;
      }
      return false;
    }
    boolean async = request.isAsyncStarted();
    if (container != Container.UNDERTOW) {
      log(request, exception);
      sendError(request, response, exception);
    } else if (!UndertowExceptionHandler.answer(request, response, exception)) {
      sendError(request, response, exception);
    }
    if (async) {
      complete(request);
    }
    return true;
  }

  private static void sendError(
      HttpServletRequest request, GovernedResponse response, Throwable exception)
      throws IOException {
    Throwable root = rootOf(exception);
    if (response.support().container().keepsHeaders()) {
      describe(request, root);
    } else {
      // Payara takes the standard attribute for an exception of its own and clears the headers.
      request.setAttribute(ATTRIBUTE, root);
    }
    response.reset();
    response.sendError(statusOf(exception));
  }

  static void log(HttpServletRequest request, Throwable exception) {
    request
        .getServletContext()
        .log("Uncaught exception; the error response carries the CORS headers", exception);
  }

  /** Tells an error page of an exception that was answered here. */
  static void describeToErrorPage(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Throwable exception
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null) {
      describe(request, exception);
    }
  }

  private static void describe(HttpServletRequest request, Throwable exception) {
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, exception);
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, exception.getClass());
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
