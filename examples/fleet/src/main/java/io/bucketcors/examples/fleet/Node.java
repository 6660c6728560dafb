package io.bucketcors.examples.fleet;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** One node of the fleet: an app of cacheable objects behind the filter. */
public final class Node {
  private Node() {}

  /**
   * Runs until it is ended; exit status 2 where its rules are refused.
   *
   * @param args its port, and how it comes to its rules: {@code watch HOST:PORT} or {@code poll
   *     HOST:PORT} of ZooKeeper; {@code smallrye} with the properties of SmallRye's own source for
   *     it; or {@code file}, by what other properties say
   */
  public static void main(String[] args) throws Exception {
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    ConfigBuilder config = resolver.getBuilder().addDefaultSources();
    String way = args[1];
    if (way.equals("smallrye")) {
      // Its factory is found, and fails where it is not configured.
      config.addDiscoveredSources();
    }
    ZooKeeperRules store =
        way.equals("watch") || way.equals("poll")
            ? new ZooKeeperRules(args[2], way.equals("watch"))
            : null;
    if (store != null) {
      config.withSources(store);
    }
    ServletContextHandler app = new ServletContextHandler("/");
    Server server = server(Integer.parseInt(args[0]), app);
    resolver.registerConfig(config.build(), Thread.currentThread().getContextClassLoader());
    ReloadableCorsPolicies rules;
    try {
      rules = CorsPolicySources.builder().build();
    } catch (CorsConfigurationException refused) {
      System.err.println(refused.getMessage());
      System.exit(2);
      return;
    }
    if (store != null) {
      store.onChange(rules::reload);
    }
    FilterHolder cors = new FilterHolder(new CorsFilter(rules));
    cors.setAsyncSupported(true);
    app.addFilter(
        cors, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    server.start();
  }

  private static Server server(int port, ServletContextHandler app) {
    app.addServlet(new ServletHolder(new Objects()), "/objects/*");
    app.addServlet(new ServletHolder(new StatusServlet()), "/status");
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(app);
    return server;
  }

  /** Answers that a cache may keep, for everybody alike: a minute, or a second below /brief/. */
  private static final class Objects extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TAG = "\"1\"";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = String.valueOf(request.getPathInfo());
      response.setHeader(
          "Cache-Control", "public, max-age=" + (path.startsWith("/brief/") ? 1 : 60));
      response.setHeader("ETag", TAG);
      if (TAG.equals(request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
      response.setContentType("text/plain");
      response.getWriter().println("object " + path);
    }
  }
}
