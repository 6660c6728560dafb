package io.bucketcors.examples.bucket.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** The console as an app: the page at the root, and what it asks at {@code /api}. */
public final class Console {
  private static final String PAGE = "io/bucketcors/examples/bucket/console/page/";

  /**
   * The page is all that it takes: nothing inline, nothing from elsewhere, in no frame. It asks the
   * bucket, whose address is another origin.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src"
              + " http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private Console() {}

  /** An app to be served from an origin of its own. */
  public static ServletContextHandler app(ConsoleBackend backend) {
    ServletContextHandler app = new ServletContextHandler("/", false, false);
    Filter headers =
        (request, response, chain) -> {
          HEADERS.forEach(((HttpServletResponse) response)::setHeader);
          chain.doFilter(request, response);
        };
    FilterHolder filter = new FilterHolder(headers);
    filter.setAsyncSupported(true);
    app.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    ServletHolder api = new ServletHolder(new ConsoleApi(backend));
    api.setAsyncSupported(true);
    app.addServlet(api, "/api/*");
    app.setBaseResource(ResourceFactory.of(app).newClassLoaderResource(PAGE));
    ServletHolder pages = new ServletHolder(new ResourceServlet());
    pages.setInitParameter("cacheControl", "no-cache");
    pages.setInitParameter("welcomeServlets", "false");
    app.addServlet(pages, "/");
    app.setWelcomeFiles(new String[] {"index.html"});
    return app;
  }
}
