package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.conformance.harness.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console shows of the requests that reached the bucket. */
class ExchangesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static BucketExample example;

  @BeforeAll
  static void start() throws NotStartedException {
    example = BucketExample.start(Options.ephemeral().withDialect(CorsDialect.STANDARD));
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @BeforeEach
  void removeAllRules() throws Exception {
    put("[]");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private static void put(String rules) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(example.page().resolve("/api/buckets/demo/rules"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"rules\":" + rules + "}"));
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> askBucket(String origin)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(example.bucket().resolve("/demo/test.txt"))
            .header("Origin", origin));
  }

  @Test
  void showsNoSecretOfAnExchange() throws Exception {
    String query =
        "X-Amz-Signature=s3cr3t&X-Amz-Credential=s3cr3t&x%2Damz%2Dsecurity%2Dtoken=s3cr3t"
            + "&q-signature=s3cr3t&sign=s3cr3t&sig=s3cr3t&security-token=s3cr3t&token=s3cr3t"
            + "&OSSAccessKeyId=s3cr3t&s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t";
    String headers =
        """
        Authorization: Bearer s3cr3t
        aUTHORIZATION: AWS4-HMAC-SHA256 Credential=s3cr3t, Signature=s3cr3t
        Proxy-Authorization: Basic s3cr3t
        Cookie: session=s3cr3t
        x-amz-security-token: s3cr3t
        x-cos-security-token: s3cr3t
        x-oss-security-token: s3cr3t
        x-amz-server-side-encryption-customer-key: s3cr3t
        x-goog-encryption-key: s3cr3t
        x-auth-token: s3cr3t
        x-api-key: s3cr3t
        x-csrf: s3cr3t
        x-other: Bearer s3cr3t
        x-more: eyJhbGciOiJIUzI1NiJ9.s3cr3t.s3cr3t
        Referer: https://user:s3cr3t@a.example/x?token=s3cr3t
        x-amz-copy-source: /a/b?X-Amz-Signature=s3cr3t
        x-note: hello
        Origin: https://app.example
        """;
    URI exchanges = example.page().resolve("/api/exchanges?after=" + last());
    for (String target :
        List.of(
            "/demo/test.txt?" + query,
            "/demo/test.txt;jsessionid=s3cr3t",
            "/demo/a.txt?" + query)) {
      new RawHttp(example.bucket().getPort())
          .text(
              "GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n" + headers + "\n");
    }
    assertThat(get(exchanges).body())
        .doesNotContain("s3cr3t")
        .contains("[\"Authorization\",\"…\"]", "[\"x-note\",\"hello\"]")
        .contains("/demo/test.txt?X-Amz-Signature=…&X-Amz-Credential=…&");
  }

  @Test
  void tellsWhatReachedTheBucketAndWhy() throws Exception {
    put("[{\"allowedOrigins\":[\"https://app.example\"],\"allowedMethods\":[\"PUT\"]}]");
    URI exchanges = example.page().resolve("/api/exchanges?after=" + last());
    askBucket("https://app.example");
    assertThat(get(exchanges).body())
        .contains("\"target\":\"/demo/test.txt\"")
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

  private static String state() throws IOException, InterruptedException {
    return get(example.page().resolve("/api/state")).body();
  }

  private static String last() throws IOException, InterruptedException {
    return state().replaceAll(".*\"lastExchange\":([0-9]+).*", "$1");
  }
}
