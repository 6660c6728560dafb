package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.NotStartedException;
import io.bucketcors.examples.bucket.Options;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket's rules by the store's own calls. */
class CorsCallsTest {
  private static final String ORIGIN = "https://app.example";
  private static final String RULES =
      """
      <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>
      <ID>one &amp; only</ID><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>
      <AllowedOrigin>https://app.example</AllowedOrigin><ExposeHeader>ETag</ExposeHeader>
      </CORSRule></CORSConfiguration>
      """;

  @TempDir Path folder;
  private @Nullable BucketExample running;
  private @Nullable Client connected;

  private void start(CorsDialect dialect) throws Exception {
    Options options = Options.ephemeral().withData(folder).withDialect(dialect);
    BucketExample started = BucketExample.start(options.withKeys(Client.ACCESS, Client.SECRET));
    running = started;
    connected = new Client(started);
  }

  @AfterEach
  void stop() {
    example().close();
  }

  private BucketExample example() {
    return requireNonNull(running);
  }

  private Client client() {
    return requireNonNull(connected);
  }

  private void restart() throws Exception {
    CorsDialect dialect = example().rules().dialect();
    stop();
    start(dialect);
  }

  private HttpResponse<String> preflight(String path) throws Exception {
    return client()
        .unsigned("OPTIONS", path, "", "Origin", ORIGIN, "Access-Control-Request-Method", "PUT");
  }

  @Test
  void putsRulesInForceAtOnceAndKeepsThem() throws Exception {
    start(CorsDialect.S3);
    assertThat(Client.code(preflight("/demo/a.txt"))).isEqualTo("403 AccessForbidden");
    assertThat(preflight("/demo/a.txt").body()).contains("CORS is not enabled for this bucket.");
    assertThat(Client.code(client().send("GET", "/demo?cors", "")))
        .isEqualTo("404 NoSuchCORSConfiguration");

    HttpResponse<String> put = client().send("PUT", "/demo?cors", RULES);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    for (int restarts = 0; restarts < 2; restarts++) {
      HttpResponse<String> allowed = preflight("/demo/a.txt");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
      assertThat(client().send("GET", "/demo?cors=", "").body())
          .contains("<ID>one &amp; only</ID>", "<ExposeHeader>ETag</ExposeHeader>");
      if (restarts == 0) {
        restart();
      }
    }

    assertThat(client().send("DELETE", "/demo?cors", "").statusCode()).isEqualTo(204);
    assertThat(client().send("DELETE", "/demo?cors", "").statusCode()).isEqualTo(204);
    assertThat(Client.code(preflight("/demo/a.txt"))).isEqualTo("403 AccessForbidden");
    restart();
    assertThat(Client.code(preflight("/demo/a.txt"))).isEqualTo("403 AccessForbidden");
    assertThat(Client.code(client().send("GET", "/demo?cors", "")))
        .isEqualTo("404 NoSuchCORSConfiguration");
  }

  /** Names as stores have them: what one bucket grants, its neighbour must not. */
  @Test
  void keepsTheRulesOfEachBucketToItself() throws Exception {
    start(CorsDialect.S3);
    List<String> buckets = List.of("my-bucket", "my.bucket", "default", "zebra", "demo-1.x");
    for (String bucket : buckets) {
      assertThat(client().send("PUT", "/" + bucket, "").statusCode()).isEqualTo(200);
    }
    for (String bucket : buckets) {
      assertThat(client().send("PUT", "/" + bucket + "?cors", RULES).statusCode()).isEqualTo(200);
      for (String each : buckets) {
        int expected = each.equals(bucket) ? 200 : 403;
        assertThat(preflight("/" + each + "/a.txt").statusCode()).isEqualTo(expected);
        assertThat(preflight("/" + each).statusCode()).isEqualTo(expected);
      }
      assertThat(preflight("/" + bucket + "x/a.txt").statusCode()).isEqualTo(404);
      client().send("DELETE", "/" + bucket, "");
      client().send("PUT", "/" + bucket, "");
      assertThat(preflight("/" + bucket + "/a.txt").statusCode()).isEqualTo(403);
    }
  }

  /** The filter goes by path, so a host has to become one before it. */
  @Test
  void decidesForABucketThatItsHostNamesAsForOneThatThePathNames() throws Exception {
    start(CorsDialect.S3);
    client().send("PUT", "/my-bucket", "");
    client().send("PUT", "/my-bucket?cors", RULES);
    RawHttp http = new RawHttp(example().bucket().getPort());
    String preflight =
        """
        OPTIONS /a.txt HTTP/1.1
        Host: %s.localhost
        Origin: https://app.example
        Access-Control-Request-Method: PUT
        Connection: close

        """;
    assertThat(http.text(preflight.formatted("my-bucket")))
        .startsWith("HTTP/1.1 200 ")
        .contains("\nAccess-Control-Allow-Origin: https://app.example\n");
    assertThat(http.text(preflight.formatted("demo"))).startsWith("HTTP/1.1 403 ");
    assertThat(http.text(preflight.formatted("nope")))
        .startsWith("HTTP/1.1 404 ")
        .contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void keepsNothingOfABucketThatIsNoMore() throws Exception {
    start(CorsDialect.S3);
    client().send("PUT", "/other", "");
    client().send("PUT", "/other?cors", RULES);
    stop();
    // As if the process had been killed between removing the one and the other.
    Files.delete(folder.resolve("other"));
    start(CorsDialect.S3);
    assertThat(Client.code(preflight("/other/a.txt"))).isEqualTo("404 NoSuchBucket");
    client().send("PUT", "/other", "");
    assertThat(Client.code(preflight("/other/a.txt"))).isEqualTo("403 AccessForbidden");
    Path left = folder.resolve(".bucketcors/buckets/third");
    Files.writeString(Files.createDirectories(left).resolve("cors"), RULES);
    client().send("PUT", "/third", "");
    restart();
    assertThat(Client.code(preflight("/third/a.txt"))).isEqualTo("403 AccessForbidden");
  }

  @Test
  void takesTheRulesAwayWithTheBucket() throws Exception {
    start(CorsDialect.S3);
    client().send("PUT", "/other", "");
    client().send("PUT", "/other?cors", RULES);
    assertThat(preflight("/other/a.txt").statusCode()).isEqualTo(200);
    assertThat(client().send("DELETE", "/other", "").statusCode()).isEqualTo(204);
    assertThat(Client.code(preflight("/other/a.txt"))).isEqualTo("404 NoSuchBucket");
    client().send("PUT", "/other", "");
    assertThat(Client.code(preflight("/other/a.txt"))).isEqualTo("403 AccessForbidden");
  }

  @Test
  void refusesADocumentAsS3Does() throws Exception {
    start(CorsDialect.S3);
    client().send("PUT", "/demo?cors", RULES);
    for (String document :
        List.of(
            "<CORSConfiguration/>",
            "<CORSConfiguration",
            "nonsense",
            "",
            "<!DOCTYPE x><CORSConfiguration/>",
            "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
            "[]")) {
      assertThat(Client.code(client().send("PUT", "/demo?cors", document)))
          .as(document)
          .isEqualTo("400 MalformedXML");
    }
    assertThat(preflight("/demo/a.txt").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesValuesInS3sOwnWords() throws Exception {
    start(CorsDialect.S3);
    HttpResponse<String> method =
        client().send("PUT", "/demo?cors", RULES.replace(">PUT<", ">PATCH<"));
    assertThat(Client.code(method)).isEqualTo("400 InvalidRequest");
    assertThat(Client.element("Message", method))
        .isEqualTo("Found unsupported HTTP method in CORS config. Unsupported method is PATCH");
    HttpResponse<String> wildcards =
        client().send("PUT", "/demo?cors", RULES.replace("app.example", "*.*.example"));
    assertThat(Client.element("Message", wildcards))
        .isEqualTo("AllowedOrigin \"https://*.*.example\" can not have more than one wildcard.");
    String rule = RULES.substring(RULES.indexOf("<CORSRule>"), RULES.indexOf("</CORSConf"));
    HttpResponse<String> tooMany =
        client()
            .send("PUT", "/demo?cors", RULES.replace(rule, rule.replace("one", "x").repeat(101)));
    assertThat(tooMany.statusCode()).isEqualTo(400);
    HttpResponse<String> tooLarge =
        client().send("PUT", "/demo?cors", RULES + " ".repeat(64 * 1024));
    assertThat(Client.code(tooLarge)).isEqualTo("400 MalformedXML");
    assertThat(Client.code(client().send("GET", "/demo?cors", "")))
        .isEqualTo("404 NoSuchCORSConfiguration");
  }

  @Test
  void checksTheChecksumsOfADocument() throws Exception {
    start(CorsDialect.S3);
    assertThat(
            Client.code(
                client()
                    .send("PUT", "/demo?cors", RULES, "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")))
        .isEqualTo("400 BadDigest");
    assertThat(
            Client.code(
                client().send("PUT", "/demo?cors", RULES, "x-amz-checksum-crc32", "AAAAAA==")))
        .isEqualTo("400 BadDigest");
    assertThat(preflight("/demo/a.txt").statusCode()).isEqualTo(403);
    CRC32 crc = new CRC32();
    crc.update(RULES.getBytes(UTF_8));
    String right = Signer.base64((int) crc.getValue());
    assertThat(
            client().send("PUT", "/demo?cors", RULES, "x-amz-checksum-crc32", right).statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersOtherMethodsOnRulesThatTheyAreNotAllowed() throws Exception {
    start(CorsDialect.S3);
    assertThat(Client.code(client().send("POST", "/demo?cors", RULES)))
        .isEqualTo("405 MethodNotAllowed");
  }

  /** What S3 takes, the Fetch standard's dialect may call a hazard: then it says which. */
  @Test
  void judgesByTheDialectToo() throws Exception {
    start(CorsDialect.STANDARD);
    HttpResponse<String> refused =
        client()
            .send("PUT", "/demo?cors", RULES.replace("https://app.example", "https://*example"));
    assertThat(Client.code(refused)).isEqualTo("400 InvalidRequest");
    assertThat(Client.element("Message", refused)).contains("unbounded-wildcard");
    assertThat(client().send("PUT", "/demo?cors", RULES).statusCode()).isEqualTo(200);
    HttpResponse<String> denied =
        client().unsigned("GET", "/demo/test.txt", "", "Origin", "https://other.example");
    assertThat(denied.headers().firstValue("Vary")).hasValue("Origin");
  }

  @Test
  void keepsResponseVaryWhereTheBucketSpeaksCos() throws Exception {
    start(CorsDialect.COS);
    String rules = RULES.replace("</CORSConf", "<ResponseVary>true</ResponseVary></CORSConf");
    assertThat(client().send("PUT", "/demo?cors", rules).statusCode()).isEqualTo(200);
    restart();
    assertThat(client().send("GET", "/demo?cors", "").body())
        .contains("<ResponseVary>true</ResponseVary>");
    assertThat(client().unsigned("GET", "/demo/test.txt", "").headers().firstValue("Vary"))
        .hasValue("Origin");
  }

  /** Credentials are no word of S3's document, yet the console can write them. */
  @Test
  void keepsRulesThatNoDocumentOfAStoreCanSay() throws Exception {
    start(CorsDialect.STANDARD);
    CorsRule rule = CorsRule.allow(ORIGIN).methods("PUT").credentials(true).build();
    example().rules().replace("demo", List.of(rule), false);
    restart();
    assertThat(preflight("/demo/a.txt").headers().firstValue("Access-Control-Allow-Credentials"))
        .hasValue("true");
    assertThat(Client.code(client().send("GET", "/demo?cors", ""))).isEqualTo("501 NotImplemented");
  }

  @Test
  void doesNotStartWithKeptRulesThatTheDialectRefuses() throws Exception {
    start(CorsDialect.S3);
    client().send("PUT", "/demo?cors", RULES.replace("https://app.example", "https://*example"));
    stop();
    Options standard = Options.ephemeral().withData(folder).withDialect(CorsDialect.STANDARD);
    assertThatThrownBy(() -> BucketExample.start(standard))
        .isInstanceOf(NotStartedException.class)
        .hasMessageContaining("unbounded-wildcard");
  }
}
