package io.bucketcors.examples.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ShopTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ShopServer shop;

  ShopTest() throws Exception {
    shop = new ShopServer(0);
  }

  @BeforeAll
  void placeAnOrder() throws Exception {
    HttpResponse<String> placed =
        client.send(
            request("orders", "https://shop.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(placed.headers().allValues("Access-Control-Expose-Headers"))
        .containsExactly("Location");
  }

  @AfterAll
  void stop() throws Exception {
    shop.close();
  }

  private HttpRequest.Builder request(String path, String origin) {
    return HttpRequest.newBuilder(shop.address().resolve(path)).header("Origin", origin);
  }

  private String grant(String path, String origin) throws IOException, InterruptedException {
    return client
        .send(request(path, origin).build(), BodyHandlers.ofString())
        .headers()
        .firstValue("Access-Control-Allow-Origin")
        .orElse("none");
  }

  private int preflight(String path, String origin, String method)
      throws IOException, InterruptedException {
    return client
        .send(
            request(path, origin)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type")
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void letsEverybodyReadTheCatalogue() throws Exception {
    assertThat(grant("catalogue", "https://anybody.example")).isEqualTo("*");
  }

  @Test
  void letsShopPagesPlaceOrders() throws Exception {
    assertThat(grant("orders", "https://shop.example")).isEqualTo("https://shop.example");
    assertThat(preflight("orders", "https://shop.example", "POST")).isEqualTo(204);
    assertThat(preflight("orders", "https://anybody.example", "POST")).isEqualTo(403);
    assertThat(grant("orders", "https://anybody.example")).isEqualTo("none");
  }

  @Test
  void letsTheBackOfficeReadTheReportOnly() throws Exception {
    assertThat(grant("orders/report", "https://office.example"))
        .isEqualTo("https://office.example");
    assertThat(grant("orders/report", "https://shop.example")).isEqualTo("none");
    assertThat(grant("orders", "https://office.example")).isEqualTo("none");
  }
}
