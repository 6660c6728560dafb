package io.bucketcors.conformance.browsers;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An app behind the filter whose answers may be cached, and which notes what reaches it. */
final class TestBucket implements AutoCloseable {
  private static final String IMAGE =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"></svg>";

  private final JettyServer server;
  private final ReloadableCorsPolicies rules =
      ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of()));
  private final List<String> arrived = new CopyOnWriteArrayList<>();

  TestBucket() throws Exception {
    ServletContextHandler app = new ServletContextHandler("/", false, false);
    FilterHolder cors = new FilterHolder(new CorsFilter(rules));
    cors.setAsyncSupported(true);
    app.addFilter(cors, "/*", EnumSet.allOf(DispatcherType.class));
    app.addServlet(new ServletHolder(new App()), "/*");
    server = JettyServer.start(new Noting(arrived, app));
  }

  /** Puts rules in force and forgets what has arrived. */
  void rules(CorsRule... newRules) {
    rules.replace(CorsPolicies.of(CorsPolicy.of(newRules)));
    arrived.clear();
  }

  /** Methods and paths of what has arrived since the rules were set, preflights included. */
  List<String> arrived() {
    return List.copyOf(arrived);
  }

  String url(String host, String path) {
    return "http://" + host + ":" + server.port() + path;
  }

  @Override
  public void close() {
    server.close();
    rules.close();
  }

  private static final class Noting extends Handler.Wrapper {
    private final List<String> arrived;

    Noting(List<String> arrived, Handler app) {
      super(app);
      this.arrived = arrived;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      arrived.add(request.getMethod() + " " + request.getHttpURI().getPath());
      return super.handle(request, response, callback);
    }
  }

  private static final class App extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getPathInfo();
      if (path.startsWith("/missing")) {
        response.sendError(404);
        return;
      }
      String origin = request.getHeader("Origin");
      if (origin != null && path.startsWith("/cached/by-hand")) {
        // The classic mistake, as the control of the cache tests: reflected, without Vary.
        response.setHeader("Access-Control-Allow-Origin", origin);
      }
      response.setHeader("ETag", "\"v1\"");
      response.setHeader("Cache-Control", path.startsWith("/cached") ? "max-age=600" : "no-store");
      if (path.startsWith("/cookie")) {
        response.setHeader("Set-Cookie", "session=s3cr3t; Path=/; SameSite=Lax");
      }
      boolean image = path.endsWith(".svg");
      response.setContentType(image ? "image/svg+xml" : "text/plain;charset=utf-8");
      String text =
          image
              ? IMAGE
              : "cookie="
                  + request.getHeader("Cookie")
                  + " authorization="
                  + request.getHeader("Authorization");
      response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
