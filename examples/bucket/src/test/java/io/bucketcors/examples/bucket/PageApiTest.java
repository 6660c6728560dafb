package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page asks its own server. */
class PageApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static BucketExample example;

  @BeforeAll
  static void start() throws NotStartedException {
    example = BucketExample.start(Options.ephemeral());
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @BeforeEach
  void removeAllRules() throws Exception {
    assertThat(put("").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private static HttpResponse<String> put(String rules) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(example.page().resolve("/api/rules"))
            .PUT(BodyPublishers.ofString(rules)));
  }

  private static HttpResponse<String> askBucket(String origin)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(example.bucket().resolve("/test.txt")).header("Origin", origin));
  }

  @Test
  void servesThePageAndWhatItNeeds() throws Exception {
    HttpResponse<String> page = get(example.page());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    for (String file : new String[] {"/page.css", "/page.js"}) {
      assertThat(get(example.page().resolve(file)).statusCode()).as(file).isEqualTo(200);
      assertThat(page.body()).contains('"' + file.substring(1) + '"');
    }
  }

  @Test
  void putsRulesInForceForTheNextRequest() throws Exception {
    assertThat(askBucket("https://app.example").headers().map())
        .doesNotContainKey("Access-Control-Allow-Origin");
    HttpResponse<String> applied =
        put(
            """
            bucketcors.rules[0].allowed-origins = https://app.example
            bucketcors.rules[0].allowed-methods = GET, HEAD
            """);
    assertThat(applied.statusCode()).isEqualTo(200);
    assertThat(applied.body()).contains("\"ruleCount\":1", "allowed-methods = GET,HEAD");
    assertThat(askBucket("https://app.example").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example");
  }

  @Test
  void refusesBadRulesWithEveryProblemAndKeepsThoseInForce() throws Exception {
    put(
        """
        bucketcors.rules[0].allowed-origins = https://app.example
        bucketcors.rules[0].allowed-methods = GET, HEAD
        """);
    HttpResponse<String> refused =
        put(
            """
            bucketcors.rules[0].allowed-origins = https://a.example/, null
            bucketcors.rules[0].allowed-methods = put
            """);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("https://a.example/", "null-origin", "PUT", "\"ruleCount\":1");
    assertThat(askBucket("https://app.example").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example");
  }

  @Test
  void refusesRulesThatAreNoTextOfRules() throws Exception {
    assertThat(put("bucketcors.rules[0].id = \\u12").statusCode()).isEqualTo(400);
    assertThat(put("#".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void grantsNoOtherOriginThePreflightThatChangingRulesTakes() throws Exception {
    HttpResponse<String> preflight =
        send(
            HttpRequest.newBuilder(example.page().resolve("/api/rules"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PUT"));
    assertThat(preflight.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void tellsWhatReachedTheBucketAndWhy() throws Exception {
    put(
        """
        bucketcors.rules[0].allowed-origins = https://app.example
        bucketcors.rules[0].allowed-methods = PUT
        """);
    URI exchanges = example.page().resolve("/api/exchanges?after=" + last());
    askBucket("https://app.example");
    assertThat(get(exchanges).body())
        .contains("\"target\":\"/test.txt\"")
        .contains("\"reason\":\"METHOD_NOT_ALLOWED\"")
        .contains("\"origin\":\"MATCHED\",\"method\":\"FAILED\",\"headers\":\"NOT_ASKED\"")
        .contains("[\"Vary\",\"Origin\"]");
  }

  @Test
  void remembersABoundedNumberOfBoundedExchanges() throws Exception {
    for (int i = 0; i < 70; i++) {
      askBucket("https://" + "a".repeat(4000) + ".example");
    }
    String all = get(example.page().resolve("/api/exchanges?after=0")).body();
    assertThat(all.split("\"number\":", -1)).hasSize(64 + 1);
    assertThat(all).doesNotContain("a".repeat(301));
  }

  private static String last() throws IOException, InterruptedException {
    String state = get(example.page().resolve("/api/state")).body();
    return state.replaceAll(".*\"lastExchange\":([0-9]+).*", "$1");
  }
}
