package io.bucketcors.conformance.matrix;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.conformance.matrix.Axes.App;
import io.bucketcors.jaxrs.CorsFeature;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.Serial;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/** The app that pages ask, once for each set of rules behind each adapter, and what came by. */
final class Api implements AutoCloseable {
  /** A request as it came, and the answer as it went. */
  record Seen(boolean preflight, @Nullable String origin, int status, HttpFields answer) {}

  private final Server server = new Server(new InetSocketAddress("localhost", 0));
  private volatile @Nullable Fault fault;
  private final Map<Integer, List<Seen>> seen = new ConcurrentHashMap<>();

  Api(int pagePort) throws Exception {
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    for (RuleSet set : RuleSet.values()) {
      CorsPolicy.Builder policy = CorsPolicy.builder();
      set.rules.forEach(rule -> policy.rule(rule.at(pagePort).toCorsRule()));
      CorsPolicySource source = CorsPolicySource.fixed(CorsPolicies.of(policy.build()));
      contexts.addHandler(servlet(set, source));
      contexts.addHandler(jaxrs(set, source));
    }
    server.setHandler(new Watching(contexts));
    server.start();
  }

  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** What came by for a cell, in order. */
  List<Seen> seen(int cell) {
    return seen.getOrDefault(cell, List.of());
  }

  /**
   * Forgets what came by.
   *
   * @param broken what is done to the answers from now on; null for nothing
   */
  void restart(@Nullable Fault broken) {
    seen.clear();
    fault = broken;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private static Handler servlet(RuleSet set, CorsPolicySource source) {
    ServletContextHandler app = new ServletContextHandler("/s/" + set);
    FilterHolder filter = new FilterHolder(new CorsFilter(source));
    filter.setAsyncSupported(true);
    app.addFilter(
        filter,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    ServletHolder servlet = new ServletHolder(new Servlet());
    servlet.setAsyncSupported(true);
    app.addServlet(servlet, "/*");
    return app;
  }

  private static Handler jaxrs(RuleSet set, CorsPolicySource source) {
    ServletContextHandler app = new ServletContextHandler("/j/" + set);
    app.addServlet(
        new ServletHolder(
            new ServletContainer(
                new ResourceConfig(Resource.class)
                    .register(new CorsFeature(source))
                    .register(new Capitals())
                    .register(new Mapper()))),
        "/*");
    return app;
  }

  /** Writes down what comes by, outside of everything. */
  private final class Watching extends Handler.Wrapper {
    Watching(Handler handler) {
      super(handler);
    }

    @Override
    public boolean handle(
        Request request, org.eclipse.jetty.server.Response response, Callback callback)
        throws Exception {
      Fields query = Request.extractQueryParameters(request);
      int cell = Integer.parseInt(query.getValue("cell"));
      boolean preflight =
          request.getMethod().equals("OPTIONS")
              && request.getHeaders().contains("Access-Control-Request-Method");
      String origin = request.getHeaders().get("Origin");
      request.addHttpStreamWrapper(
          stream ->
              new HttpStream.Wrapper(stream) {
                @Override
                public void send(
                    MetaData.Request asked,
                    MetaData.@Nullable Response answer,
                    boolean last,
                    ByteBuffer content,
                    Callback sent) {
                  MetaData.Response sending = answer;
                  if (answer != null) {
                    HttpFields.Mutable fields = HttpFields.build(answer.getHttpFields());
                    Fault broken = fault;
                    if (broken != null) {
                      broken.apply(preflight, origin, answer.getStatus(), fields);
                      sending =
                          new MetaData.Response(
                              answer.getStatus(),
                              answer.getReason(),
                              answer.getHttpVersion(),
                              fields,
                              answer.getContentLength(),
                              answer.getTrailersSupplier());
                    }
                    seen.computeIfAbsent(cell, any -> new CopyOnWriteArrayList<>())
                        .add(new Seen(preflight, origin, answer.getStatus(), fields));
                  }
                  super.send(asked, sending, last, content, sent);
                }
              });
      return super.handle(request, response, callback);
    }
  }

  /** Where a first hop leads to; null where it is the last. */
  private static @Nullable String next(String redirect, String hop, int port, String rest) {
    if (redirect.equals("NONE") || hop.equals("2")) {
      return null;
    }
    String host = redirect.equals("SAME_ORIGIN") ? "api.localhost" : "api2.localhost";
    return "http://" + host + ":" + port + rest.replace("hop=1", "hop=2");
  }

  private static final class Servlet extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      App app = App.valueOf(request.getParameter("app"));
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-App", "1");
      response.setHeader("ETag", "\"1\"");
      String next =
          next(
              request.getParameter("redirect"),
              request.getParameter("hop"),
              request.getLocalPort(),
              request.getRequestURI() + "?" + request.getQueryString());
      if (app == App.OWN_HEADERS) {
        response.setHeader("Access-Control-Allow-Origin", "*");
      }
      if (next != null && !request.getMethod().equals("OPTIONS")) {
        response.setStatus(302);
        response.setHeader("Location", next);
        return;
      }
      switch (app) {
        case OK, OWN_HEADERS -> body(response);
        case NO_CONTENT -> response.setStatus(204);
        case NOT_MODIFIED -> response.setStatus(304);
        case UNAUTHORIZED -> response.setStatus(401);
        case NOT_FOUND -> response.setStatus(404);
        case EXCEPTION -> throw new IllegalStateException("of the app");
        case SEND_ERROR -> response.sendError(409);
        case RESET -> {
          response.setHeader("X-Lost", "1");
          response.reset();
          body(response);
        }
        case ASYNC -> {
          jakarta.servlet.AsyncContext async = request.startAsync();
          async.start(
              () -> {
                try {
                  body((HttpServletResponse) async.getResponse());
                } catch (IOException gone) {
                  // The browser has what it wanted.
                }
                async.complete();
              });
        }
      }
    }

    private static void body(HttpServletResponse response) throws IOException {
      response.setContentType("text/plain");
      response.setContentLength(5);
      response.getOutputStream().print("hello");
    }
  }

  @HttpMethod("CHICKEN")
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Chicken {}

  /** The same for JAX-RS. */
  @Path("go")
  @SuppressWarnings("NullAway.Init") // Jersey fills the fields
  public static class Resource {
    @Context private UriInfo uri;

    @QueryParam("app")
    private String app;

    @QueryParam("redirect")
    private String redirect;

    @QueryParam("hop")
    private String hop;

    @GET
    public Response get() {
      return answer();
    }

    @POST
    public Response post() {
      return answer();
    }

    @PUT
    public Response put() {
      return answer();
    }

    @DELETE
    public Response delete() {
      return answer();
    }

    @PATCH
    public Response patch() {
      return answer();
    }

    @Chicken
    public Response chicken() {
      return answer();
    }

    private Response answer() {
      URI here = uri.getRequestUri();
      String next = next(redirect, hop, here.getPort(), here.getPath() + "?" + here.getQuery());
      Response.ResponseBuilder answer =
          switch (App.valueOf(app)) {
            case NO_CONTENT -> Response.noContent();
            case NOT_MODIFIED -> Response.notModified();
            case UNAUTHORIZED -> Response.status(401);
            case NOT_FOUND -> Response.status(404);
            case EXCEPTION -> next == null ? null : Response.ok();
            default -> Response.ok("hello", "text/plain");
          };
      if (answer == null) {
        throw new IllegalStateException("of the app");
      }
      if (next != null) {
        answer = Response.status(302).header("Location", next);
      }
      if (App.valueOf(app) == App.OWN_HEADERS) {
        answer.header("Access-Control-Allow-Origin", "*");
      }
      return answer
          .header("Cache-Control", "no-store")
          .header("X-App", "1")
          .header("ETag", "\"1\"")
          .build();
    }
  }

  /**
   * Jersey knows methods in capitals alone, and would answer 405 to what browsers send as written.
   * What decides on CORS still has to be the method that was sent.
   */
  @PreMatching
  static final class Capitals implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getMethod().equals("patch")) {
        request.setMethod("PATCH");
      }
    }
  }

  /** As apps have one. */
  static final class Mapper implements ExceptionMapper<IllegalStateException> {
    @Override
    public Response toResponse(IllegalStateException e) {
      return Response.status(500).header("X-App", "1").build();
    }
  }

  /** All that was seen, for messages. */
  static List<String> describe(List<Seen> all) {
    List<String> lines = new ArrayList<>();
    for (Seen one : all) {
      lines.add(
          (one.preflight() ? "preflight" : "request")
              + " from "
              + one.origin()
              + " → "
              + one.status()
              + " "
              + one.answer().stream()
                  .filter(field -> field.getLowerCaseName().startsWith("access-control"))
                  .map(Object::toString)
                  .toList());
    }
    return lines;
  }
}
