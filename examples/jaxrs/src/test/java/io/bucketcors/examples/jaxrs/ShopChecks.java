package io.bucketcors.examples.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What the shop's three buckets grant, wherever it runs. */
public final class ShopChecks {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  /**
   * @param address of the application, with a slash at the end
   */
  public ShopChecks(URI address) {
    this.address = address;
  }

  /** The default bucket. */
  public void everybodyReadsTheCatalogue() throws IOException, InterruptedException {
    assertThat(read("catalogue", "https://anybody.example").body()).contains("pencil");
    assertThat(grant("catalogue", "https://anybody.example")).isEqualTo("*");
  }

  /** The bucket of a class. */
  public void shopPagesPlaceOrders() throws IOException, InterruptedException {
    assertThat(preflight("orders", "https://shop.example", "POST")).isEqualTo(204);
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
    assertThat(grant("orders", "https://shop.example")).isEqualTo("https://shop.example");
    assertThat(preflight("orders", "https://anybody.example", "POST")).isEqualTo(403);
    assertThat(grant("orders", "https://anybody.example")).isEqualTo("none");
  }

  /** The bucket of a method, in a class of another. */
  public void theBackOfficeReadsTheReportOnly() throws IOException, InterruptedException {
    assertThat(grant("orders/report", "https://office.example"))
        .isEqualTo("https://office.example");
    assertThat(grant("orders/report", "https://shop.example")).isEqualTo("none");
    assertThat(grant("orders", "https://office.example")).isEqualTo("none");
  }

  private HttpRequest.Builder request(String path, String origin) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Origin", origin);
  }

  private HttpResponse<String> read(String path, String origin)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request(path, origin).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isBetween(200, 204);
    return answer;
  }

  private String grant(String path, String origin) throws IOException, InterruptedException {
    return read(path, origin).headers().firstValue("Access-Control-Allow-Origin").orElse("none");
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
}
