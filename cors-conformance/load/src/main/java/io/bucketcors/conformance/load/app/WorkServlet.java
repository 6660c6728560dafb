package io.bucketcors.conformance.load.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Answers in the way that the last segment of the path names. */
public final class WorkServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int CHUNKS = 3;
  private static final int CHUNK_BYTES = 20_000;
  private static final long SLOW_MILLIS = 30;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String uri = request.getRequestURI();
    switch (uri.substring(uri.lastIndexOf('/') + 1)) {
      case "send-error" -> response.sendError(404);
      case "throw" -> throw new IllegalStateException("thrown on purpose");
      case "reset" -> {
        response.getWriter().print("gone");
        response.reset();
        ok(response);
      }
      case "redirect" -> response.sendRedirect("https://elsewhere.example/");
      case "stream" -> {
        for (int i = 0; i < CHUNKS; i++) {
          response.getOutputStream().write(new byte[CHUNK_BYTES]);
          response.flushBuffer();
        }
      }
      case "own" -> {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.addHeader("Access-Control-Expose-Headers", "X-App");
        response.addHeader("Vary", "Origin");
        ok(response);
      }
      case "async-dispatch" -> request.startAsync().dispatch("/do/ok");
      case "async-throw" -> {
        request.startAsync();
        throw new IllegalStateException("thrown on purpose");
      }
      case "async-complete" -> {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> finish(async));
      }
      case "slow-reset" -> {
        AsyncContext async = request.startAsync();
        async.start(() -> finishLate(async));
      }
      default -> ok(response);
    }
  }

  private static void ok(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print("ok");
  }

  /** Long enough for a reload in between; the headers are written again after it. */
  private static void finishLate(AsyncContext async) {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    async.getResponse().reset();
    finish(async);
  }

  private static void finish(AsyncContext async) {
    try {
      ok((HttpServletResponse) async.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
