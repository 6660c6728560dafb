package io.bucketcors.conformance.matrix;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.conformance.harness.Certificate;
import io.bucketcors.jaxrs.CorsFeature;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.nio.ByteBuffer;
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
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/** The app that pages ask, once for each set of rules behind each adapter, and what came by. */
final class Api implements AutoCloseable {
  /** Where a page gets the host's cookie. */
  static final String COOKIE_PATH = "/cookie";

  private static final String FOR_ALL_SITES = "; Path=/; Secure; SameSite=None; Partitioned";

  private final Server server = new Server();
  private final boolean secure;
  private final Map<Integer, List<Seen>> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Fault fault;

  Api(int pagePort, @Nullable Certificate certificate) throws Exception {
    secure = certificate != null;
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    for (RuleSet set : RuleSet.values()) {
      CorsPolicy.Builder policy = CorsPolicy.builder();
      String scheme = Connectors.scheme(certificate);
      set.rules.forEach(rule -> policy.rule(rule.at(scheme, pagePort).toCorsRule()));
      CorsPolicySource source = CorsPolicySource.fixed(CorsPolicies.of(policy.build()));
      contexts.addHandler(servlet(set, source));
      contexts.addHandler(jaxrs(set, source));
    }
    server.addConnector(Connectors.of(server, certificate));
    server.setHandler(new Watching(contexts));
    server.start();
  }

  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** The cookie that a host gives, and gets back from who sends credentials. */
  static String cookie(String host) {
    return "session=" + host;
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
    ServletHolder servlet = new ServletHolder(new AppServlet());
    servlet.setAsyncSupported(true);
    app.addServlet(servlet, "/*");
    return app;
  }

  private static Handler jaxrs(RuleSet set, CorsPolicySource source) {
    ServletContextHandler app = new ServletContextHandler("/j/" + set);
    app.addServlet(
        new ServletHolder(
            new ServletContainer(
                new ResourceConfig(AppResource.class)
                    .register(new CorsFeature(source))
                    .register(new AppResource.Capitals())
                    .register(new AppResource.Mapper()))),
        "/*");
    return app;
  }

  /** Writes down what comes by, outside of everything. */
  private final class Watching extends Handler.Wrapper {
    Watching(Handler handler) {
      super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String host = Request.getServerName(request);
      if (Request.getPathInContext(request).equals(COOKIE_PATH)) {
        response.getHeaders().put("Set-Cookie", cookie(host) + FOR_ALL_SITES);
        response.write(true, ByteBuffer.allocate(0), callback);
        return true;
      }
      int cell = Integer.parseInt(Request.extractQueryParameters(request).getValue("cell"));
      boolean preflight =
          request.getMethod().equals("OPTIONS")
              && request.getHeaders().contains("Access-Control-Request-Method");
      String origin = request.getHeaders().get("Origin");
      String cookie = request.getHeaders().get("Cookie");
      String protocol = request.getConnectionMetaData().getHttpVersion().asString();
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
                    if (secure && !preflight && cookie == null) {
                      // Fetch, "HTTP-network fetch": where credentials are left out, so is this.
                      fields.add("Set-Cookie", "ignored=1" + FOR_ALL_SITES);
                    }
                    Fault broken = fault;
                    if (broken != null) {
                      broken.apply(preflight, origin, answer.getStatus(), fields);
                    }
                    sending =
                        new MetaData.Response(
                            answer.getStatus(),
                            answer.getReason(),
                            answer.getHttpVersion(),
                            fields,
                            answer.getContentLength(),
                            answer.getTrailersSupplier());
                    int status = answer.getStatus();
                    seen.computeIfAbsent(cell, any -> new CopyOnWriteArrayList<>())
                        .add(new Seen(preflight, origin, protocol, host, cookie, status, fields));
                  }
                  super.send(asked, sending, last, content, sent);
                }
              });
      return super.handle(request, response, callback);
    }
  }
}
