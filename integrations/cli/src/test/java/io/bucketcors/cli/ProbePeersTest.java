package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.thetransactioncompany.cors.CORSFilter;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.servlet.CorsFilter;
import io.quarkus.vertx.http.runtime.cors.CORSConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
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
    app.addServlet(new ServletHolder(new App()), "/*");
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
      return probe(connector.getLocalPort());
    } finally {
      server.stop();
    }
  }

  private static List<String> probe(int port) throws Exception {
    String url = "http://localhost:" + port + "/data.json";
    // An app that does not work shows nothing of its filter.
    assertThat(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body())
        .isEqualTo("{}");
    Run run =
        Run.of("probe", url, "--origin", LISTED, "--method", "PUT", "--headers", "x-a", "--json");
    assertThat(run.err()).isEmpty();
    return WrongServer.codes(run.out());
  }

  /** The same app on Vert.x, which Quarkus runs on too. */
  private static List<String> probe(io.vertx.core.Handler<RoutingContext> cors) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      router.route().handler(cors::handle);
      router
          .get("/data.json")
          .handler(
              context -> {
                context.response().putHeader("ETag", "\"1\"");
                if (context.request().getHeader("If-None-Match") != null) {
                  context.response().setStatusCode(304).end();
                } else {
                  context.response().end("{}");
                }
              });
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "localhost")
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      return probe(server.actualPort());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
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

  @Test
  void thetransactioncompanys() throws Exception {
    assertThat(
            probe(
                new CORSFilter(),
                Map.of(
                    "cors.allowGenericHttpRequests", "true",
                    "cors.allowOrigin", LISTED,
                    "cors.supportedMethods", "GET, HEAD, PUT",
                    "cors.supportedHeaders", "x-a",
                    "cors.supportsCredentials", "false")))
        .containsExactly("vary-missing");
  }

  @Test
  void vertxs() throws Exception {
    assertThat(
            probe(
                CorsHandler.create()
                    .addOrigin(LISTED)
                    .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT))
                    .allowedHeader("x-a")))
        .containsExactly("vary-missing");
  }

  @Test
  void quarkuss() throws Exception {
    assertThat(probe(new io.quarkus.vertx.http.runtime.cors.CORSFilter(new QuarkusConfig())))
        .containsExactly("vary-missing");
  }

  private record QuarkusConfig() implements CORSConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<List<String>> origins() {
      return Optional.of(List.of(LISTED));
    }

    @Override
    public Optional<List<String>> methods() {
      return Optional.of(List.of("GET", "HEAD", "PUT"));
    }

    @Override
    public Optional<List<String>> headers() {
      return Optional.of(List.of("x-a"));
    }

    @Override
    public Optional<List<String>> exposedHeaders() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> accessControlMaxAge() {
      return Optional.empty();
    }

    @Override
    public Optional<Boolean> accessControlAllowCredentials() {
      return Optional.of(false);
    }
  }
}
