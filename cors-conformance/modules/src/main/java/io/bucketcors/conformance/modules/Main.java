package io.bucketcors.conformance.modules;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.jaxrs.CorsBucket;
import io.bucketcors.jaxrs.CorsFeature;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * Serves a servlet behind the filter and a resource behind the feature, until standard input ends.
 */
public final class Main {
  private static final Map<String, String> RULES =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://app.example",
          "bucketcors.rules[0].allowed-methods", "GET,PUT",
          "bucketcors.buckets.files.rules[0].allowed-origins", "https://files.example",
          "bucketcors.buckets.files.rules[0].allowed-methods", "GET",
          "bucketcors.reload-interval", "PT0S");

  private Main() {}

  /**
   * Starts, and prints the port and what it runs as.
   *
   * @param args {@code map} for rules from a map; {@code config} for MicroProfile Config, where the
   *     filter and the feature are made by class alone
   */
  public static void main(String[] args) throws Exception {
    FilterHolder filter = new FilterHolder(CorsFilter.class);
    ResourceConfig resources = new ResourceConfig(Files.class);
    if (args[0].equals("map")) {
      CorsPolicySource source = CorsPolicySources.of(RULES);
      filter = new FilterHolder(new CorsFilter(source));
      resources.register(new CorsFeature(source));
    } else {
      resources.register(CorsFeature.class);
    }
    filter.setAsyncSupported(true);
    ServletContextHandler app = new ServletContextHandler("/");
    app.addFilter(
        filter,
        "/servlet/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    app.addServlet(new ServletHolder(new Hello()), "/servlet/*");
    app.addServlet(new ServletHolder(new ServletContainer(resources)), "/rest/*");
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(app);
    server.start();
    System.out.println("port " + connector.getLocalPort());
    for (Class<?> used :
        new Class<?>[] {CorsPolicySource.class, CorsFilter.class, CorsFeature.class}) {
      System.out.println("module " + used.getModule().getName());
    }
    System.out.println(
        "microprofile "
            + ModuleLayer.boot().findModule("org.eclipse.microprofile.config").isPresent());
    System.out.println("started");
    while (System.in.read() >= 0) {
      // Until whoever started this ends it, in whatever way.
    }
    server.stop();
  }

  /** Behind the filter. */
  static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }

  /** Behind the feature, with a bucket of its own. */
  @Path("files")
  @CorsBucket("files")
  public static final class Files {
    /** Lists one. */
    @GET
    public String list() {
      return "test.txt";
    }
  }
}
