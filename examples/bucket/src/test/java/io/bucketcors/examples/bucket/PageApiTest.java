package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks its own server. */
class PageApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String FIRST_RULE =
      """
      bucketcors.rules[0].allowed-origins = https://app.example
      bucketcors.rules[0].allowed-methods = GET, HEAD
      """;
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

  /** Each of these once took all rules away without a word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`rules[0].allowed-origins = *\nrules[0].allowed-methods = GET`          | line 1 | write bucketcors.rules[0].allowed-origins",
        "`allowed-origins = *`                                                   | line 1 | write bucketcors.rules[0].allowed-origins",
        "`\n# YAML\nbucketcors:\n  rules:\n    - allowed-origins: '*'`              | line 3 | YAML is not read here",
        "`---\nbucketcors.rules:\n  - allowed-origins: '*'`                       | line 1 | YAML is not read here",
        "`rules:\n  - allowed-origins: '*'`                                       | line 1 | bucketcors.rules[0]",
        "`-Dbucketcors.rules[0].allowed-origins=*`                               | line 1 | leave out -D",
        "`%dev.bucketcors.rules[0].allowed-origins=*`                            | line 1 | bucketcors.rules[0]",
        "`cors.rules[0].allowed-origins=*`                                       | line 1 | bucketcors.rules[0]",
        "`hello`                                                                 | line 1 | bucketcors.rules[0]",
        "`= x`                                                                   | line 1 | bucketcors.rules[0]",
        "`# only a remark`                                                       | line 1 | empty the box",
        "`bucketcors.diagnostics = true`                                         | line 1 | empty the box",
        "`bucketcors.enabled = false`                                            | line 1 | empty the box",
        "`bucketcors.buckets.a.rules[0].allowed-origins=*\nbucketcors.buckets.a.rules[0].allowed-methods=GET` | line 1 | empty the box",
        "`[]`                                                                    | line 1 | empty the box",
        "`<CORSConfiguration/>`                                                  | line 1 | empty the box",
        "`[{\"AllowedOrigins\": [\"*\"],\n \"AllowedMethods\": [\"GET\"]`              | line 2 | ",
        "`{\"hello\": 1}`                                                        | line 1 | ",
        "`<html/>`                                                               | line 1 | ",
        "`<CORSConfiguration>\n<CORSRule>\n</CORSConfiguration>`                  | line 3 | ",
        "`bucketcors.rules[0].allowed-origins=*\nbucketcors.rules[0].allowed-methods=GET\n\nrules[1].id=x` | line 4 | write bucketcors.rules[1].id",
        "`bucketcors.rules[0].allowed-origins=a,\\\n  b\nbucketcors.rules[0].allowed-methods=GET\nGET` | line 4 | bucketcors.rules[0]",
        "`bucketcors.rules[0].allowed-origins=*\nbucketcors.rules[0].allowed-methods=GET\nbucketcors.rules[0].allowed-methods=PUT` | line 3 | line 2 sets it too",
      })
  void refusesTextThatIsNoRuleAndNamesTheLine(String text, String line, @Nullable String fix)
      throws Exception {
    put(FIRST_RULE);
    HttpResponse<String> refused = put(text);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"ruleCount\":1", line);
    if (fix != null) {
      assertThat(refused.body()).contains(fix);
    }
    assertThat(askBucket("https://app.example").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t\r\n ", "\uFEFF"})
  void removesAllRulesForAnEmptyText(String text) throws Exception {
    put(FIRST_RULE);
    assertThat(put(text).body()).contains("\"ruleCount\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "S3_JSON   | `[{\"AllowedOrigins\":[\"https://d.example\"],\"AllowedMethods\":[\"GET\"]}]`",
        "S3_JSON   | `\n {\"CORSRules\":[{\"AllowedOrigins\":[\"https://d.example\"],\"AllowedMethods\":[\"GET\"]}]}`",
        "GCS_JSON  | `[{\"origin\":[\"https://d.example\"],\"method\":[\"GET\"]}]`",
        "R2_JSON   | `{\"rules\":[{\"allowed\":{\"origins\":[\"https://d.example\"],\"methods\":[\"GET\"]}}]}`",
        "S3_XML    | `<CORSConfiguration><CORSRule><AllowedOrigin>https://d.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`",
        "COS_XML   | `<?xml version=\"1.0\" encoding=\"UTF-8\"?><CORSConfiguration><CORSRule><AllowedOrigin>https://d.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule><ResponseVary>true</ResponseVary></CORSConfiguration>`",
        "AZURE_XML | `<Cors><CorsRule><AllowedOrigins>https://d.example</AllowedOrigins><AllowedMethods>GET</AllowedMethods><AllowedHeaders></AllowedHeaders><ExposedHeaders></ExposedHeaders><MaxAgeInSeconds>5</MaxAgeInSeconds></CorsRule></Cors>`",
      })
  void readsADocumentAsADocument(String kind, String text) throws Exception {
    put(FIRST_RULE);
    HttpResponse<String> read = put(text);
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    assertThat(read.body())
        .contains("\"kind\":\"" + kind + '"', "\"ruleCount\":1", "bucketcors.rules[0].");
    assertThat(askBucket("https://d.example").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://d.example");
  }

  @Test
  void judgesTheRulesOfADocumentToo() throws Exception {
    HttpResponse<String> refused =
        put("[{\"AllowedOrigins\":[\"https://d.example/\"],\n\"AllowedMethods\":[\"get\"]}]");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("origin-trailing-slash", "line 1", "line 2", "write GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\nbucketcors.rules[0].allow-credentials=true",
        "a\\r\\nbucketcors.rules[0].allow-credentials=true",
        "\\u0020 # ! = : é 桶 \\\\ \\u2028 \\u0085 \\u0000 end\\\\",
      })
  void givesBackAnIdAsItWas(String id) throws Exception {
    put(FIRST_RULE + "bucketcors.rules[0].id = " + id);
    List<CorsRule> rules = rulesInForce();
    assertThat(rules.get(0).allowCredentials()).isFalse();
    try (JsonReader reader = Json.createReader(new StringReader(state()))) {
      put(reader.readObject().getString("rules"));
    }
    assertThat(rulesInForce()).isEqualTo(rules);
  }

  private static List<CorsRule> rulesInForce() {
    return example.rules().source().current().defaultBucket().rules();
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
        List.of("/test.txt?" + query, "/test.txt;jsessionid=s3cr3t", "/a.txt?" + query)) {
      new RawHttp(example.bucket().getPort())
          .text(
              "GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n" + headers + "\n");
    }
    assertThat(get(exchanges).body())
        .doesNotContain("s3cr3t")
        .contains("[\"Authorization\",\"…\"]", "[\"x-note\",\"hello\"]")
        .contains("/test.txt?X-Amz-Signature=…&X-Amz-Credential=…&");
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

  private static String state() throws IOException, InterruptedException {
    return get(example.page().resolve("/api/state")).body();
  }

  private static String last() throws IOException, InterruptedException {
    return state().replaceAll(".*\"lastExchange\":([0-9]+).*", "$1");
  }
}
