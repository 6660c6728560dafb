package io.bucketcors.conformance.cases;

import static java.util.Objects.requireNonNull;

import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;

/** One Jetty with one context for each row, each with a filter of its own. */
final class CaseServer implements AutoCloseable {
  // Hundreds of filters would each log their rules. The reference keeps the setting alive.
  private static final Logger QUIET = Logger.getLogger("io.bucketcors");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final List<ServletContextHandler> contexts = new ArrayList<>();
  private @Nullable JettyServer server;

  /**
   * Adds a context.
   *
   * @param params the filter's init parameters
   * @param prior headers that an outer filter sets
   * @param status what the app answers with
   * @return the context's path
   */
  String add(Map<String, String> params, List<Map.Entry<String, String>> prior, int status) {
    ServletContextHandler context = new ServletContextHandler("/row" + contexts.size());
    EnumSet<DispatcherType> all =
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    Filter outer =
        (request, response, chain) -> {
          prior.forEach(
              header ->
                  ((HttpServletResponse) response).addHeader(header.getKey(), header.getValue()));
          chain.doFilter(request, response);
        };
    context.addFilter(new FilterHolder(outer), "/*", all);
    FilterHolder cors = new FilterHolder(CorsFilter.class);
    cors.setAsyncSupported(true);
    cors.setInitParameters(params);
    context.addFilter(cors, "/*", all);
    context.addServlet(new ServletHolder(new App(status)), "/*");
    contexts.add(context);
    return context.getContextPath();
  }

  void start() throws Exception {
    server =
        JettyServer.start(
            new ContextHandlerCollection(contexts.toArray(ServletContextHandler[]::new)));
  }

  RawHttp http() {
    return new RawHttp(requireNonNull(server).port());
  }

  @Override
  public void close() {
    requireNonNull(server).close();
  }

  /** An app that shows by one header that it was called. */
  private static final class App extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final int status;

    App(int status) {
      this.status = status;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setHeader("X-App", "called");
      response.setStatus(status);
      response.setContentLength(0);
    }
  }
}
