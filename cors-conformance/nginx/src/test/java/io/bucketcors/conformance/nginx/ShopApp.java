package io.bucketcors.conformance.nginx;

import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** An app on Jetty that knows nothing of the proxy before it, and counts its calls. */
final class ShopApp implements AutoCloseable {
  private final AtomicInteger calls = new AtomicInteger();
  private final JettyServer server;

  ShopApp() throws Exception {
    ServletContextHandler app = new ServletContextHandler("/");
    FilterHolder cors =
        new FilterHolder(
            new CorsFilter(
                CorsPolicySources.of(
                    Map.of(
                        "bucketcors.rules[0].allowed-origins",
                        "https://a.example,https://b.example",
                        "bucketcors.rules[0].allowed-methods",
                        "GET,PUT",
                        "bucketcors.rules[0].allowed-headers",
                        "content-type",
                        "bucketcors.rules[0].max-age-seconds",
                        "600",
                        "bucketcors.buckets.open.rules[0].allowed-origins",
                        "*",
                        "bucketcors.buckets.open.rules[0].allowed-methods",
                        "GET",
                        "bucketcors.buckets.open.paths",
                        "/cached/open/*",
                        "bucketcors.reload-interval",
                        "PT0S"))));
    cors.setAsyncSupported(true);
    app.addFilter(
        cors, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    app.addServlet(new ServletHolder(new Counting(calls)), "/*");
    server = JettyServer.start(app);
  }

  int port() {
    return server.port();
  }

  /** How many requests came through the filter. */
  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Says how the app sees itself; what lies under {@code /cached} may be kept for a minute. */
  private static final class Counting extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final AtomicInteger calls;

    Counting(AtomicInteger calls) {
      this.calls = calls;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      calls.incrementAndGet();
      if (request.getPathInfo().startsWith("/cached/")) {
        response.setHeader("Cache-Control", "max-age=60");
      }
      if (request.getPathInfo().startsWith("/error")) {
        response.setStatus(500);
      }
      response.setContentType("text/plain");
      response.getWriter().print("seen as " + request.getRequestURL());
    }
  }
}
