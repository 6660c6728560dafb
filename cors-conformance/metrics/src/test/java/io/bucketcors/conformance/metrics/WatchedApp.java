package io.bucketcors.conformance.metrics;

import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * An application with a filter as {@code web.xml} names it: nothing in it knows of metrics. The
 * default bucket's rules are in a file that is read again all the time; the bucket {@code files} is
 * open to everybody.
 */
final class WatchedApp implements AutoCloseable {
  private final Path rules;
  private final JettyServer server;
  private final RawHttp http;

  private WatchedApp(Path rules, JettyServer server) {
    this.rules = rules;
    this.server = server;
    this.http = new RawHttp(server.port());
  }

  /** Says hello. */
  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }

  static WatchedApp start(Path folder, String contextPath, String... origins) throws Exception {
    Path rules = Files.createTempFile(folder, "rules", ".xml");
    write(rules, origins);
    ServletContextHandler app = new ServletContextHandler(contextPath);
    FilterHolder filter = new FilterHolder(CorsFilter.class);
    filter.setName("cors");
    filter.setAsyncSupported(true);
    filter.setInitParameters(
        Map.of(
            "bucketcors.rules-location", rules.toUri().toString(),
            "bucketcors.reload-interval", "PT0.05S",
            "bucketcors.buckets.files.paths", "/files/*",
            "bucketcors.buckets.files.rules[0].allowed-origins", "*",
            "bucketcors.buckets.files.rules[0].allowed-methods", "GET"));
    app.addFilter(
        filter,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    app.addServlet(new ServletHolder(new Hello()), "/*");
    return new WatchedApp(rules, JettyServer.start(app));
  }

  /** Puts a document in the place of the rules: one rule for GET for each origin. */
  void allow(String... origins) throws IOException {
    write(rules, origins);
  }

  private static void write(Path file, String... origins) throws IOException {
    StringBuilder document = new StringBuilder("<CORSConfiguration>");
    for (String origin : origins) {
      document
          .append("<CORSRule><AllowedOrigin>")
          .append(origin)
          .append("</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>");
    }
    // Whole, since it may be read at any moment.
    Path whole = file.resolveSibling("next.xml");
    Files.writeString(whole, document.append("</CORSConfiguration>"));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  void get(int times, String path, String... headers) {
    for (int i = 0; i < times; i++) {
      http.send("", "GET " + path, headers);
    }
  }

  void preflight(int times, String path, String origin, String method, String... headers) {
    for (int i = 0; i < times; i++) {
      http.send(
          "OPTIONS "
              + path
              + " HTTP/1.1\nOrigin: "
              + origin
              + "\nAccess-Control-Request-Method: "
              + method
              + (headers.length == 0 ? "" : "\n" + String.join("\n", headers)));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
