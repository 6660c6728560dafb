package io.bucketcors.conformance.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Tells from inside what no answer shows, so that tests ask a server's process like any other. */
final class ProbeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Logger LOGGER = Logger.getLogger("io.bucketcors");
  private static final Queue<String> MESSAGES = new ConcurrentLinkedQueue<>();

  static {
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(new Recorder());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> lines =
        switch (request.getPathInfo()) {
          case "/calls" -> List.of(Integer.toString(BehaviourServlet.CALLS.get()));
          case "/server" -> List.of(getServletContext().getServerInfo());
          case "/log" -> List.copyOf(MESSAGES);
          case "/threads" ->
              Thread.getAllStackTraces().keySet().stream()
                  .filter(Thread::isAlive)
                  .map(Thread::getName)
                  .filter(name -> name.contains("bucketcors"))
                  .toList();
          default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    response.setContentType("text/plain");
    for (String line : lines) {
      response.getWriter().println(line);
    }
  }

  /** Keeps what is logged, as it would be written. */
  private static final class Recorder extends Handler {
    @Override
    public void publish(LogRecord message) {
      MESSAGES.add(new SimpleFormatter().format(message));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
