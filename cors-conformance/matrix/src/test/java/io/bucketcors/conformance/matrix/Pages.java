package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.Site;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The pages that ask: they take their cells here, and bring back what they saw. */
final class Pages implements AutoCloseable {
  /**
   * What a script was told in one run.
   *
   * @param type of the response; empty where fetch was rejected
   * @param status of the response; 0 where fetch was rejected
   * @param headers those that it could read
   */
  record Told(String type, int status, List<String> headers) {
    boolean isRejected() {
      return type.isEmpty();
    }
  }

  private final Server server = new Server();
  private final Map<Integer, List<Told>> told = new ConcurrentHashMap<>();
  private List<Cell> cells = List.of();
  private int apiPort;
  private CountDownLatch sites = new CountDownLatch(0);

  Pages() throws Exception {
    for (int i = 0; i < 2; i++) {
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("localhost");
      server.addConnector(connector);
    }
    server.setHandler(new Answers());
    server.start();
  }

  int port(boolean other) {
    return ((ServerConnector) server.getConnectors()[other ? 1 : 0]).getLocalPort();
  }

  /** The origin that a page of a site has. */
  String origin(Site site) {
    return site.opaque ? "null" : "http://" + site.host + ":" + port(site.otherPort);
  }

  /** Gets ready for one browser. */
  void prepare(List<Cell> newCells, int newApiPort) {
    cells = newCells;
    apiPort = newApiPort;
    told.clear();
    sites = new CountDownLatch(Site.values().length);
  }

  /** Where a browser starts. */
  String start() {
    return url(Site.values()[0]);
  }

  /** Waits until the last site has brought what it saw. */
  boolean await(long seconds) throws InterruptedException {
    return sites.await(seconds, TimeUnit.SECONDS);
  }

  List<Told> told(int cell) {
    return told.getOrDefault(cell, List.of());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private String url(Site site) {
    return "http://" + site.host + ":" + port(site.otherPort) + "/page.html?site=" + site;
  }

  private String cellsOf(Site site) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Cell cell : cells) {
      if (cell.site() == site) {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        cell.headers().names.forEach(name -> headers.add(name, cell.headers().value));
        list.add(
            Json.createObjectBuilder()
                .add("id", cell.id())
                .add("url", "http://api.localhost:" + apiPort + cell.path())
                .add("method", cell.method().name)
                .add("headers", headers)
                .add("credentials", cell.credentials()));
      }
    }
    boolean last = site.ordinal() + 1 == Site.values().length;
    return Json.createObjectBuilder()
        .add("cells", list)
        .add("opaque", site.opaque)
        .add("next", last ? "" : url(Site.values()[site.ordinal() + 1]))
        .build()
        .toString();
  }

  private void take(String results) {
    try (JsonReader reader = Json.createReader(new StringReader(results))) {
      for (JsonValue result : reader.readArray()) {
        List<Told> runs = new ArrayList<>();
        for (JsonValue run : result.asJsonObject().getJsonArray("runs")) {
          JsonArray headers = run.asJsonObject().getJsonArray("headers");
          runs.add(
              new Told(
                  run.asJsonObject().getString("type", ""),
                  run.asJsonObject().getInt("status", 0),
                  headers == null
                      ? List.of()
                      : headers.stream()
                          .map(name -> ((jakarta.json.JsonString) name).getString())
                          .toList()));
        }
        told.put(result.asJsonObject().getInt("id"), runs);
      }
    }
    sites.countDown();
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = Request.getPathInContext(request);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      switch (path) {
        case "/cells" -> {
          Site site = Site.valueOf(Request.extractQueryParameters(request).getValue("site"));
          send(
              "application/json",
              cellsOf(site).getBytes(StandardCharsets.UTF_8),
              response,
              callback);
        }
        case "/results" -> {
          take(Content.Source.asString(request, StandardCharsets.UTF_8));
          send("text/plain", new byte[0], response, callback);
        }
        case "/page.html", "/frame.html" -> send("text/html", file(path), response, callback);
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
      try (InputStream file = Pages.class.getResourceAsStream(path.substring(1))) {
        return java.util.Objects.requireNonNull(file, path).readAllBytes();
      }
    }
  }
}
