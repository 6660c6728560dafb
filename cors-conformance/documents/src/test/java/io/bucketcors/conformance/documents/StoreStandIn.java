package io.bucketcors.conformance.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.StoreRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on loopback that stands in for a store: it takes and shows one bucket's rules. */
final class StoreStandIn implements AutoCloseable {
  private final BucketStore store;
  private final HttpServer server;
  private final ConcurrentLinkedQueue<byte[]> bodies = new ConcurrentLinkedQueue<>();
  private volatile String shown = "";

  StoreStandIn(BucketStore store) throws IOException {
    this.store = store;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + authority();
  }

  /** The body of the one request that put rules. */
  byte[] body() {
    byte[] body = bodies.poll();
    if (body == null || !bodies.isEmpty()) {
      throw new AssertionError("not exactly one document was sent");
    }
    return body;
  }

  /** Shows a document to whoever asks for the bucket's rules. */
  void show(String document) {
    shown = document;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null || !query.startsWith("cors")) {
      send(exchange, 400, "");
    } else if (exchange.getRequestMethod().equals("PUT")) {
      Optional<StoreRefusal> refusal = store.check(body);
      if (refusal.isPresent()) {
        send(exchange, refusal.get());
      } else {
        bodies.add(body);
        send(exchange, 200, "");
      }
    } else if (shown.isEmpty()) {
      send(exchange, StoreRefusal.NO_SUCH_CORS_CONFIGURATION);
    } else {
      send(exchange, 200, shown);
    }
  }

  private static void send(HttpExchange exchange, StoreRefusal refusal) throws IOException {
    String message =
        refusal.message().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    send(
        exchange,
        refusal.status(),
        "<Error><Code>"
            + refusal.code()
            + "</Code><Message>"
            + message
            + "</Message><RequestId>1</RequestId><HostId>2</HostId></Error>");
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.getResponseHeaders().set("x-oss-request-id", "1");
    exchange.getResponseHeaders().set("x-cos-request-id", "1");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
