package io.bucketcors.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that is right but for what a test changes of it. Writes its headers by hand. */
final class WrongServer implements AutoCloseable {
  static final String LISTED = "https://www.app.example";

  /** What it answers. */
  static class Answers {
    /** Whether an origin is let in. */
    boolean allows(String origin) {
      return origin.equals(LISTED);
    }

    /** Access-Control-Allow-Origin for an origin that is let in. */
    String allowOrigin(String origin) {
      return origin;
    }

    boolean allowsWithoutOrigin() {
      return false;
    }

    @Nullable String credentials() {
      return null;
    }

    boolean varies(HttpExchange exchange) {
      return true;
    }

    int preflightStatus() {
      return 204;
    }

    String methods() {
      return "GET, HEAD, PUT";
    }

    String headers(String asked) {
      return asked;
    }

    String maxAge() {
      return "600";
    }

    boolean grants(int error) {
      return true;
    }

    /** The last word on the headers. */
    void change(Headers headers, HttpExchange exchange) {}
  }

  private final HttpServer server;

  /** The methods that it was asked with. */
  final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  WrongServer(Answers answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/data.json";
  }

  private void answer(HttpExchange exchange, Answers answers) throws IOException {
    String method = exchange.getRequestMethod();
    asked.add(method);
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    String requested = exchange.getRequestHeaders().getFirst("Access-Control-Request-Method");
    String names = exchange.getRequestHeaders().getFirst("Access-Control-Request-Headers");
    boolean preflight = method.equals("OPTIONS") && requested != null;
    boolean found = exchange.getRequestURI().getPath().equals("/data.json");
    Headers headers = exchange.getResponseHeaders();
    if (answers.varies(exchange)) {
      headers.set("Vary", "Accept-Encoding, origin");
    }
    headers.set("ETag", "\"1\"");
    boolean allowed = origin == null ? answers.allowsWithoutOrigin() : answers.allows(origin);
    int status = status(exchange, found);
    if (allowed && (preflight || status < 400 || answers.grants(status))) {
      headers.set("Access-Control-Allow-Origin", answers.allowOrigin(origin == null ? "" : origin));
      String credentials = answers.credentials();
      if (credentials != null) {
        headers.set("Access-Control-Allow-Credentials", credentials);
      }
      if (preflight) {
        headers.set("Access-Control-Allow-Methods", answers.methods());
        headers.set("Access-Control-Allow-Headers", answers.headers(names == null ? "" : names));
        headers.set("Access-Control-Max-Age", answers.maxAge());
      }
    }
    answers.change(headers, exchange);
    exchange.sendResponseHeaders(
        preflight ? allowed ? answers.preflightStatus() : 403 : status, -1);
    exchange.close();
  }

  /** Of an actual request. */
  static int status(HttpExchange exchange, boolean found) {
    Headers asked = exchange.getRequestHeaders();
    if (!found) {
      return 404;
    } else if (asked.containsKey("If-Match")) {
      return 412;
    } else if (asked.containsKey("Range")) {
      return 416;
    }
    return asked.containsKey("If-None-Match") ? 304 : 200;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** The codes of what a probe of it finds. */
  List<String> probe(String... options) {
    List<String> args = new java.util.ArrayList<>(List.of("probe", url(), "--json"));
    args.addAll(List.of(options));
    Run run = Run.of(args.toArray(String[]::new));
    if (!run.err().isEmpty()) {
      throw new IllegalStateException(run.err());
    }
    return codes(run.out());
  }

  static List<String> codes(String json) {
    return json.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("\"code\": "))
        .map(line -> line.substring(9, line.lastIndexOf('"')).toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Answers of a right server, one thing of them wrong. */
  static Answers letting(UnaryOperator<String> asListed) {
    return new Answers() {
      @Override
      boolean allows(String origin) {
        return asListed.apply(origin).equals(LISTED);
      }
    };
  }
}
