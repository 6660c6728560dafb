package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.App;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The app behind the filter: does what the query says. */
final class AppServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  static final String ETAG = "\"1\"";
  private static final long SHORT_MILLIS = 100;

  /** Where a first hop leads to; null where it is the last. */
  static @Nullable String next(String redirect, String hop, URI here) {
    if (redirect.equals("NONE") || hop.equals("2")) {
      return null;
    }
    String host = redirect.equals("SAME_ORIGIN") ? "api.localhost" : "api2.localhost";
    return here.getScheme()
        + "://"
        + host
        + ":"
        + here.getPort()
        + here.getRawPath()
        + "?"
        + here.getRawQuery().replace("hop=1", "hop=2");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    App app = App.valueOf(request.getParameter("app"));
    boolean cached = request.getParameter("cached") != null;
    response.setHeader("Cache-Control", cached ? "max-age=600" : "no-store");
    response.setHeader("X-App", "1");
    response.setHeader("ETag", ETAG);
    String next =
        next(
            request.getParameter("redirect"),
            request.getParameter("hop"),
            URI.create(request.getRequestURL() + "?" + request.getQueryString()));
    if (app == App.OWN_HEADERS) {
      response.setHeader("Access-Control-Allow-Origin", "*");
    }
    if (next != null && !request.getMethod().equals("OPTIONS")) {
      response.setStatus(302);
      response.setHeader("Location", next);
      return;
    }
    if (cached && ETAG.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    switch (app) {
      case OK, OWN_HEADERS -> body(response);
      case NO_CONTENT -> response.setStatus(204);
      case NOT_MODIFIED -> response.setStatus(304);
      case UNAUTHORIZED -> response.setStatus(401);
      case NOT_FOUND -> response.setStatus(404);
      case EXCEPTION -> throw new IllegalStateException("of the app");
      case SEND_ERROR -> response.sendError(409);
      case RESET -> {
        response.setHeader("X-Lost", "1");
        response.reset();
        body(response);
      }
      case ASYNC -> {
        AsyncContext async = request.startAsync();
        async.start(
            () -> {
              try {
                body((HttpServletResponse) async.getResponse());
              } catch (IOException gone) {
                // The browser has what it wanted.
              }
              async.complete();
            });
      }
      case ASYNC_TIMEOUT -> request.startAsync().setTimeout(SHORT_MILLIS);
    }
  }

  private static void body(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.setContentLength(5);
    response.getOutputStream().print("hello");
  }
}
