package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.Site;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One page that has a frame of each site, and lets them ask in the orders that it is given. */
final class OrderPages implements PageServer.Work, AutoCloseable {
  private final PageServer server;
  private final Map<Integer, List<Told>> told = new ConcurrentHashMap<>();
  private List<Order> orders = List.of();
  private String host = "";
  private List<String> rounds = List.of();
  private CountDownLatch done = new CountDownLatch(0);

  OrderPages() throws Exception {
    server = new PageServer(this, null);
  }

  PageServer server() {
    return server;
  }

  /**
   * Gets ready for one browser.
   *
   * @param newHost who is asked, with its port
   * @param newRounds what the browser's own cache does in each round, as {@code fetch} calls it
   */
  void prepare(List<Order> newOrders, String newHost, List<String> newRounds) {
    orders = newOrders;
    host = newHost;
    rounds = newRounds;
    told.clear();
    done = new CountDownLatch(1);
  }

  /** Where a browser starts. */
  String start() {
    return server.url(Site.APP, "/orders.html");
  }

  /** Waits until the page has brought what its frames saw. */
  boolean await(long seconds) throws InterruptedException {
    return done.await(seconds, TimeUnit.SECONDS);
  }

  /** What the sites were told: all in their order, in each round. */
  List<Told> told(Order order) {
    return told.getOrDefault(order.id(), List.of());
  }

  @Override
  public void close() throws Exception {
    server.close();
  }

  @Override
  public String give(Site page) {
    JsonArrayBuilder frames = Json.createArrayBuilder();
    for (Site site : Order.SITES) {
      frames.add(
          Json.createObjectBuilder()
              .add("url", server.url(site, "/frame.html"))
              .add("opaque", site.opaque));
    }
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Order order : orders) {
      Cell cell = order.at(order.sites().get(0));
      String url = "http://" + host + cell.path() + "&cached=1";
      JsonArrayBuilder sites = Json.createArrayBuilder();
      order.sites().forEach(site -> sites.add(Order.SITES.indexOf(site)));
      list.add(Json.createObjectBuilder().add("cell", Pages.asked(cell, url)).add("sites", sites));
    }
    return Json.createObjectBuilder()
        .add("frames", frames)
        .add("rounds", Json.createArrayBuilder(rounds))
        .add("orders", list)
        .build()
        .toString();
  }

  @Override
  public void take(String results) {
    try (JsonReader reader = Json.createReader(new StringReader(results))) {
      for (JsonObject result : reader.readArray().getValuesAs(JsonObject.class)) {
        told.put(result.getInt("id"), Told.all(result));
      }
    }
    done.countDown();
  }
}
