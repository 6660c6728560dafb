package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.Certificate;
import io.bucketcors.conformance.matrix.Axes.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Serves pages to all sites, gives them their work, and takes what they saw. */
final class PageServer implements AutoCloseable {
  /** What there is to do, and what comes of it. */
  interface Work {
    /** As JSON, for a site's page. */
    String give(Site site);

    /** What a page saw, as JSON. */
    void take(String results);
  }

  private final Server server = new Server();
  private final Work work;
  private final String scheme;

  PageServer(Work work, @Nullable Certificate certificate) throws Exception {
    this.work = work;
    scheme = Connectors.scheme(certificate);
    for (int i = 0; i < 2; i++) {
      server.addConnector(Connectors.of(server, certificate));
    }
    server.setHandler(new Answers());
    server.start();
  }

  String scheme() {
    return scheme;
  }

  int port(boolean other) {
    return ((ServerConnector) server.getConnectors()[other ? 1 : 0]).getLocalPort();
  }

  /** The origin that a page of a site has. */
  String origin(Site site) {
    return site.opaque ? "null" : base(site);
  }

  /** Where a site has a page of the resources. */
  String url(Site site, String page) {
    return base(site) + page + "?site=" + site;
  }

  private String base(Site site) {
    return scheme + "://" + site.host + ":" + port(site.otherPort);
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = Request.getPathInContext(request);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      switch (path) {
        case "/work" -> {
          Site site = Site.valueOf(Request.extractQueryParameters(request).getValue("site"));
          byte[] json = work.give(site).getBytes(StandardCharsets.UTF_8);
          send("application/json", json, response, callback);
        }
        case "/results" -> {
          work.take(Content.Source.asString(request, StandardCharsets.UTF_8));
          send("text/plain", new byte[0], response, callback);
        }
        case "/page.html", "/frame.html", "/orders.html" ->
            send("text/html", file(path), response, callback);
        case "/page.js" -> send("text/javascript", file(path), response, callback);
        default -> Response.writeError(request, response, callback, 404);
      }
      return true;
    }

    private void send(String type, byte[] body, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(body), callback);
    }

    private byte[] file(String path) throws IOException {
      try (InputStream file = PageServer.class.getResourceAsStream(path.substring(1))) {
        return Objects.requireNonNull(file, path).readAllBytes();
      }
    }
  }
}
