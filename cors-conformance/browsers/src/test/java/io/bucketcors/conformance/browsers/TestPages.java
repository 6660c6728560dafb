package io.bucketcors.conformance.browsers;

import io.bucketcors.conformance.harness.JettyServer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An empty page under every name of loopback: an origin a name. */
final class TestPages implements AutoCloseable {
  private final JettyServer server;

  TestPages() throws Exception {
    server =
        JettyServer.start(
            new Handler.Abstract() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
                Content.Sink.write(
                    response, true, "<!doctype html><title>A page</title>", callback);
                return true;
              }
            });
  }

  String origin(String host) {
    return "http://" + host + ":" + server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
