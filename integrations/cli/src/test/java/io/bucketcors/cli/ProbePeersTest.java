package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlets.CrossOriginFilter;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.junit.jupiter.api.Test;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** What a probe says of real filters, each told to let one origin in, on a real server. */
class ProbePeersTest {
  private static final String LISTED = "https://www.app.example";

  /** An app with a file that has an ETag, and nothing else. */
  private static final class App extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (!"/data.json".equals(request.getPathInfo())) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setHeader("ETag", "\"1\"");
      if (request.getHeader("If-None-Match") != null) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      } else {
        response.getWriter().print("{}");
      }
    }
  }

  private static ServletContextHandler app() {
    ServletContextHandler app = new ServletContextHandler();
    app.addServlet(App.class, "/*");
    return app;
  }

  private static List<String> probe(Filter filter, Map<String, String> parameters)
      throws Exception {
    ServletContextHandler app = app();
    FilterHolder holder = new FilterHolder(filter);
    holder.setInitParameters(parameters);
    holder.setAsyncSupported(true);
    app.addFilter(
        holder,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return probe(app);
  }

  private static List<String> probe(Handler handler) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("localhost");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    try {
      String url = "http://localhost:" + connector.getLocalPort() + "/data.json";
      Run run =
          Run.of("probe", url, "--origin", LISTED, "--method", "PUT", "--headers", "x-a", "--json");
      assertThat(run.err()).isEmpty();
      return WrongServer.codes(run.out());
    } finally {
      server.stop();
    }
  }

  private static CorsConfiguration spring() {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedMethods(List.of("GET", "HEAD", "PUT"));
    configuration.setAllowedHeaders(List.of("x-a"));
    return configuration;
  }

  private static Filter spring(CorsConfiguration configuration) {
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", configuration);
    return new org.springframework.web.filter.CorsFilter(source);
  }

  @Test
  void ours() throws Exception {
    CorsRule.Builder rule = CorsRule.allow(LISTED).methods("GET", "HEAD", "PUT").headers("x-a");
    assertThat(probe(new CorsFilter(CorsPolicySource.of(rule.build())), Map.of())).isEmpty();
    assertThat(probe(new CorsFilter(CorsPolicySource.of(rule.credentials(true).build())), Map.of()))
        .isEmpty();
    assertThat(
            probe(
                new CorsFilter(
                    CorsPolicySource.of(
                        CorsRule.allow("*").methods("GET", "HEAD", "PUT").headers("*").build())),
                Map.of()))
        .isEmpty();
  }

  @Test
  void springs() throws Exception {
    CorsConfiguration configuration = spring();
    configuration.setAllowedOrigins(List.of(LISTED));
    assertThat(probe(spring(configuration), Map.of())).isEmpty();
    CorsConfiguration patterns = spring();
    patterns.setAllowedOriginPatterns(List.of("*"));
    patterns.setAllowCredentials(true);
    assertThat(probe(spring(patterns), Map.of())).containsExactly("reflects-with-credentials");
  }

  /** It refuses an actual request with a 403 that has no Vary, which no cache keeps. */
  @Test
  void tomcats() throws Exception {
    Map<String, String> parameters =
        Map.of(
            "cors.allowed.origins", LISTED,
            "cors.allowed.methods", "GET,HEAD,PUT",
            "cors.allowed.headers", "x-a");
    assertThat(probe(new org.apache.catalina.filters.CorsFilter(), parameters)).isEmpty();
  }

  @Test
  @SuppressWarnings("removal") // deprecated in favour of the handler, and in use
  void jettysFilter() throws Exception {
    Map<String, String> parameters =
        Map.of(
            "allowedOrigins", LISTED,
            "allowedMethods", "GET,HEAD,PUT",
            "allowedHeaders", "x-a",
            "allowCredentials", "false",
            "chainPreflight", "false");
    assertThat(probe(new CrossOriginFilter(), parameters)).isEmpty();
    assertThat(
            probe(
                new CrossOriginFilter(),
                Map.of(
                    "allowedOrigins", "https://*.app.example",
                    "allowedMethods", "GET,HEAD,PUT",
                    "allowedHeaders", "x-a",
                    "allowCredentials", "false",
                    "chainPreflight", "false")))
        .containsExactly("subdomain-allowed");
  }

  /** Its origins are regular expressions, so that a dot stands for any character. */
  @Test
  void jettysHandler() throws Exception {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(Set.of(LISTED));
    handler.setAllowedMethods(Set.of("GET", "HEAD", "PUT"));
    handler.setAllowedHeaders(Set.of("x-a"));
    handler.setHandler(app());
    assertThat(probe(handler)).containsExactly("dot-matches-any");
  }
}
