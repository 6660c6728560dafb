package io.bucketcors.conformance.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What an app can do to a response, synchronously. */
final class Behaviours {
  private static final Map<String, Behaviour> ALL = new HashMap<>(AsyncBehaviours.all());

  static {
    ALL.put("send-error", (request, response, servlet) -> response.sendError(404));
    ALL.put(
        "reset",
        (request, response, servlet) -> {
          response.setHeader("X-Gone", "1");
          response.getWriter().print("gone");
          response.reset();
          ok(response);
        });
    ALL.put(
        "reset-buffer",
        (request, response, servlet) -> {
          response.getWriter().print("gone");
          response.resetBuffer();
          ok(response);
        });
    ALL.put("throw", (request, response, servlet) -> fail());
    ALL.put(
        "throw-checked",
        (request, response, servlet) -> {
          throw new ServletException("thrown by the suite", new IOException("the cause"));
        });
    ALL.put(
        "throw-error",
        (request, response, servlet) -> {
          throw new AssertionError("thrown by the suite");
        });
    ALL.put(
        "throw-after-write",
        (request, response, servlet) -> {
          response.getWriter().print("half an answer");
          fail();
        });
    ALL.put(
        "throw-after-flush",
        (request, response, servlet) -> {
          response.getWriter().print("half an answer");
          response.flushBuffer();
          fail();
        });
    ALL.put(
        "throw-paged",
        (request, response, servlet) -> {
          throw new PageException();
        });
    for (int status : new int[] {204, 302, 304, 500}) {
      ALL.put("send-" + status, (request, response, servlet) -> response.sendError(status));
    }
    ALL.put(
        "throw-handled",
        (request, response, servlet) -> {
          throw new HandledException();
        });
    ALL.put("forward", (request, response, servlet) -> dispatch(request, response, "ok", true));
    ALL.put(
        "forward-throw",
        (request, response, servlet) -> dispatch(request, response, "throw", true));
    ALL.put(
        "forward-reset",
        (request, response, servlet) -> dispatch(request, response, "reset", true));
    ALL.put("include", (request, response, servlet) -> dispatch(request, response, "own", false));
    ALL.put("not-modified", (request, response, servlet) -> response.setStatus(304));
    ALL.put(
        "redirect",
        (request, response, servlet) -> response.sendRedirect("https://elsewhere.example/"));
    ALL.put(
        "flush",
        (request, response, servlet) -> {
          response.flushBuffer();
          ok(response);
        });
    ALL.put(
        "stream",
        (request, response, servlet) -> {
          for (int i = 0; i < 3; i++) {
            response.getOutputStream().write(new byte[20_000]);
            response.flushBuffer();
          }
        });
    ALL.put(
        "own",
        (request, response, servlet) -> {
          response.setHeader("Access-Control-Allow-Origin", "*");
          response.addHeader("Access-Control-Allow-Origin", "https://evil.example");
          response.setHeader("Access-Control-Allow-Credentials", "false");
          response.addHeader("access-control-max-age", "1");
          ok(response);
        });
    ALL.put(
        "set-vary",
        (request, response, servlet) -> {
          response.setHeader("Vary", "Accept-Language");
          ok(response);
        });
    ALL.put(
        "add-vary",
        (request, response, servlet) -> {
          response.addHeader("Vary", "origin, Accept-Language");
          ok(response);
        });
    ALL.put(
        "thread",
        (request, response, servlet) ->
            response.setHeader("X-Thread", Thread.currentThread().getClass().getSimpleName()));
  }

  private Behaviours() {}

  /** One way to answer. */
  interface Behaviour {
    void run(HttpServletRequest request, HttpServletResponse response, HttpServlet servlet)
        throws ServletException, IOException;
  }

  /** The behaviour of that name; {@code ok} where there is none. */
  static Behaviour named(String name) {
    return ALL.getOrDefault(name, (request, response, servlet) -> ok(response));
  }

  static void ok(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print("ok");
  }

  static void fail() {
    throw new IllegalStateException("thrown by the suite");
  }

  private static void dispatch(
      HttpServletRequest request, HttpServletResponse response, String to, boolean forward)
      throws ServletException, IOException {
    var dispatcher = request.getRequestDispatcher("/do/" + to);
    if (forward) {
      dispatcher.forward(request, response);
    } else {
      dispatcher.include(request, response);
      ok(response);
    }
  }
}
