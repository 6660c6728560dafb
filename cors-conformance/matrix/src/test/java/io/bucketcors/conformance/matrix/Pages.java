package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.Certificate;
import io.bucketcors.conformance.matrix.Axes.Site;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One page a site, one after the other: it takes its cells, and brings back what it saw. */
final class Pages implements PageServer.Work, AutoCloseable {
  private final PageServer server;
  private final boolean secure;
  private final Map<Integer, List<Told>> told = new ConcurrentHashMap<>();
  private List<Cell> cells = List.of();
  private int apiPort;
  private List<Site> sites = List.of();
  private CountDownLatch left = new CountDownLatch(0);

  Pages(@Nullable Certificate certificate) throws Exception {
    secure = certificate != null;
    server = new PageServer(this, certificate);
  }

  PageServer server() {
    return server;
  }

  /** Gets ready for one browser. */
  void prepare(List<Cell> newCells, int newApiPort) {
    cells = newCells;
    apiPort = newApiPort;
    told.clear();
    sites = cells.stream().map(Cell::site).distinct().sorted().toList();
    left = new CountDownLatch(sites.size());
  }

  /** Where a browser starts. */
  String start() {
    return server.url(sites.get(0), "/page.html");
  }

  /** Waits until the last site has brought what it saw. */
  boolean await(long seconds) throws InterruptedException {
    return left.await(seconds, TimeUnit.SECONDS);
  }

  /** For messages. */
  String progress() {
    return told.size() + " cells of " + cells.size() + " are there, sites left " + left.getCount();
  }

  List<Told> told(int cell) {
    return told.getOrDefault(cell, List.of());
  }

  @Override
  public void close() throws Exception {
    server.close();
  }

  @Override
  public String give(Site site) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Cell cell : cells) {
      if (cell.site() == site) {
        list.add(asked(cell, api("api.localhost") + cell.path()).add("times", 2));
      }
    }
    JsonArrayBuilder cookies = Json.createArrayBuilder();
    if (secure) {
      cookies.add(api("api.localhost") + Api.COOKIE_PATH);
      cookies.add(api("api2.localhost") + Api.COOKIE_PATH);
    }
    int next = sites.indexOf(site) + 1;
    return Json.createObjectBuilder()
        .add("cells", list)
        .add("cookies", cookies)
        .add("opaque", site.opaque)
        .add("next", next == sites.size() ? "" : server.url(sites.get(next), "/page.html"))
        .build()
        .toString();
  }

  private String api(String host) {
    return server.scheme() + "://" + host + ":" + apiPort;
  }

  /** What a script has to ask. */
  static JsonObjectBuilder asked(Cell cell, String url) {
    JsonObjectBuilder headers = Json.createObjectBuilder();
    cell.headers().names.forEach(name -> headers.add(name, cell.headers().value));
    return Json.createObjectBuilder()
        .add("id", cell.id())
        .add("url", url)
        .add("method", cell.method().name)
        .add("headers", headers)
        .add("credentials", cell.credentials());
  }

  @Override
  public void take(String results) {
    try (JsonReader reader = Json.createReader(new StringReader(results))) {
      for (JsonObject result : reader.readArray().getValuesAs(JsonObject.class)) {
        told.put(result.getInt("id"), Told.all(result));
      }
    }
    left.countDown();
  }
}
