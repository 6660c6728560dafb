package io.bucketcors.examples.bucket.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is pasted into the page, and the rules written as other stores' documents. */
class RuleTextTest {
  private static ConsoleUnderTest console;

  @BeforeAll
  static void start() throws Exception {
    console = ConsoleUnderTest.start(CorsDialect.STANDARD);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static HttpResponse<String> check(String text) throws Exception {
    String body = Json.createObjectBuilder().add("document", text).build().toString();
    return console.send("POST", "/api/check", body, "Content-Type", "application/json");
  }

  /** Each of these once took all rules away without a word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`rules[0].allowed-origins = *\nrules[0].allowed-methods = GET`          | 1 | write bucketcors.rules[0].allowed-origins",
        "`allowed-origins = *`                                                   | 1 | write bucketcors.rules[0].allowed-origins",
        "`\n# YAML\nbucketcors:\n  rules:\n    - allowed-origins: '*'`              | 3 | YAML is not read here",
        "`---\nbucketcors.rules:\n  - allowed-origins: '*'`                       | 1 | YAML is not read here",
        "`rules:\n  - allowed-origins: '*'`                                       | 1 | bucketcors.rules[0]",
        "`-Dbucketcors.rules[0].allowed-origins=*`                               | 1 | leave out -D",
        "`%dev.bucketcors.rules[0].allowed-origins=*`                            | 1 | bucketcors.rules[0]",
        "`cors.rules[0].allowed-origins=*`                                       | 1 | bucketcors.rules[0]",
        "`hello`                                                                 | 1 | bucketcors.rules[0]",
        "`= x`                                                                   | 1 | bucketcors.rules[0]",
        "`# only a remark`                                                       | 1 | use the button",
        "`bucketcors.diagnostics = true`                                         | 1 | use the button",
        "`bucketcors.enabled = false`                                            | 1 | use the button",
        "`bucketcors.buckets.a.rules[0].allowed-origins=*\nbucketcors.buckets.a.rules[0].allowed-methods=GET` | 1 | use the button",
        "`[]`                                                                    | 1 | use the button",
        "`<CORSConfiguration/>`                                                  | 1 | use the button",
        "`[{\"AllowedOrigins\": [\"*\"],\n \"AllowedMethods\": [\"GET\"]`              | 2 | ",
        "`{\"hello\": 1}`                                                        | 1 | ",
        "`<html/>`                                                               | 1 | ",
        "`<CORSConfiguration>\n<CORSRule>\n</CORSConfiguration>`                  | 3 | ",
        "`bucketcors.rules[0].allowed-origins=*\nbucketcors.rules[0].allowed-methods=GET\n\nrules[1].id=x` | 4 | write bucketcors.rules[1].id",
        "`bucketcors.rules[0].allowed-origins=a,\\\n  b\nbucketcors.rules[0].allowed-methods=GET\nGET` | 4 | bucketcors.rules[0]",
        "`bucketcors.rules[0].allowed-origins=*\nbucketcors.rules[0].allowed-methods=GET\nbucketcors.rules[0].allowed-methods=PUT` | 3 | 2 sets it too",
      })
  void refusesTextThatIsNoRuleAndNamesTheLine(String text, int line, @Nullable String fix)
      throws Exception {
    HttpResponse<String> refused = check(text);
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonObject problem = ConsoleUnderTest.read(refused).getJsonArray("problems").getJsonObject(0);
    assertThat(problem.getInt("line")).isEqualTo(line);
    if (fix != null) {
      assertThat(problem.getString("message") + problem.getString("fix", "")).contains(fix);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n\t\r\n ", "\uFEFF", "[]", "<CORSConfiguration/>", "# only a remark"})
  void takesNoTextForTheWishToHaveNoRules(String text) throws Exception {
    HttpResponse<String> refused = check(text);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("console-no-rules", "use the button");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "S3 JSON    | `[{\"AllowedOrigins\":[\"https://d.example\"],\"AllowedMethods\":[\"GET\"]}]`",
        "S3 JSON    | `\n {\"CORSRules\":[{\"AllowedOrigins\":[\"https://d.example\"],\"AllowedMethods\":[\"GET\"]}]}`",
        "S3 JSON    | `\uFEFF[{\"AllowedOrigins\":[\"https://d.example\"],\"AllowedMethods\":[\"GET\"]}]`",
        "GCS JSON   | `[{\"origin\":[\"https://d.example\"],\"method\":[\"GET\"]}]`",
        "R2 JSON    | `{\"rules\":[{\"allowed\":{\"origins\":[\"https://d.example\"],\"methods\":[\"GET\"]}}]}`",
        "S3 XML     | `<CORSConfiguration><CORSRule><AllowedOrigin>https://d.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`",
        "COS XML    | `<?xml version=\"1.0\" encoding=\"UTF-8\"?><CORSConfiguration><CORSRule><AllowedOrigin>https://d.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule><ResponseVary>true</ResponseVary></CORSConfiguration>`",
        "AZURE XML  | `<Cors><CorsRule><AllowedOrigins>https://d.example</AllowedOrigins><AllowedMethods>GET</AllowedMethods><AllowedHeaders></AllowedHeaders><ExposedHeaders></ExposedHeaders><MaxAgeInSeconds>5</MaxAgeInSeconds></CorsRule></Cors>`",
        "properties | `bucketcors.rules[0].allowed-origins = https://d.example\nbucketcors.rules[0].allowed-methods = GET`",
      })
  void readsADocumentAsADocument(String kind, String text) throws Exception {
    HttpResponse<String> response = check(text);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonObject read = ConsoleUnderTest.read(response);
    assertThat(read.getString("kind")).isEqualTo(kind);
    assertThat(read.getJsonArray("rules").getJsonObject(0).getJsonArray("allowedOrigins"))
        .hasToString("[\"https://d.example\"]");
  }

  /** They can be mended in the page then. */
  @Test
  void givesRulesThatCanBeReadAndAreWrong() throws Exception {
    JsonObject read =
        ConsoleUnderTest.read(
            check(
                "[{\"AllowedOrigins\":[\"https://d.example/\"],\n\"AllowedMethods\":[\"get\"]}]"));
    assertThat(read.getJsonArray("rules")).hasSize(1);
    assertThat(read.getJsonArray("problems").toString())
        .contains(
            "origin-trailing-slash",
            "\"line\":1",
            "\"line\":2",
            "\"fix\":\"write GET\"",
            "\"field\":\"allowedMethods\"");
  }

  private static final String PLAIN =
      "[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET','PUT'],"
          + "'allowedHeaders':[],'exposeHeaders':[],'maxAgeSeconds':60}]";

  @ParameterizedTest
  @CsvSource({
    "s3-xml,     S3 XML,     <CORSRule>",
    "s3-json,    S3 JSON,    \"AllowedOrigins\"",
    "cos,        S3 XML,     <CORSRule>",
    "oss,        COS XML,    <ResponseVary>",
    "gcs,        GCS JSON,   \"origin\"",
    "r2,         R2 JSON,    \"allowed\"",
    "b2,         GCS JSON,   \"allowedOperations\"",
    "azure,      AZURE XML,  <CorsRule>",
    "properties, properties, bucketcors.rules[0].allowed-origins"
  })
  void writesRulesInEveryFormAndReadsThemBack(String form, String kind, String part)
      throws Exception {
    JsonObject written = console.ask("/api/convert", "{'rules':" + PLAIN + ",'to':'" + form + "'}");
    assertThat(written.getJsonArray("losses")).isEmpty();
    assertThat(written.getString("text")).contains(part, "https://a.example");
    HttpResponse<String> read = check(written.getString("text"));
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    JsonObject rule = ConsoleUnderTest.read(read).getJsonArray("rules").getJsonObject(0);
    assertThat(rule.getJsonArray("allowedOrigins")).hasToString("[\"https://a.example\"]");
    assertThat(rule.getInt("maxAgeSeconds")).isEqualTo(60);
  }

  @Test
  void tellsWhichIdAFormHasNoPlaceFor() throws Exception {
    String named = PLAIN.replace("[{", "[{'id':'uploads',");
    JsonObject written = console.ask("/api/convert", "{'rules':" + named + ",'to':'gcs'}");
    assertThat(written.getString("text")).contains("https://a.example").doesNotContain("uploads");
    assertThat(written.getJsonArray("losses").toString()).contains("lost: ", "uploads");
    assertThat(console.ask("/api/convert", "{'rules':" + named + ",'to':'s3-xml'}").toString())
        .contains("uploads", "\"losses\":[]");
  }

  @ParameterizedTest
  @CsvSource({
    "'allowCredentials':true, s3-xml, credentials",
    "'exposeHeaders':['ETag'], gcs, exposed",
    "'allowedHeaders':['x-a'], gcs, x-a"
  })
  void writesWhatIsLeftAndTellsWhatPagesLose(String more, String form, String named)
      throws Exception {
    String rules =
        "[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']," + more + "}]";
    JsonObject written = console.ask("/api/convert", "{'rules':" + rules + ",'to':'" + form + "'}");
    assertThat(written.getString("text")).contains("https://a.example");
    assertThat(written.getJsonArray("losses").toString())
        .contains("lost: ", "what pages lose by that: ", named);
  }

  /** Azure's lists are separated by commas: the first rule has to go, and the second decides. */
  @Test
  void writesNothingWhereThatWouldGrantMore() throws Exception {
    String first = "{'allowedOrigins':['https://a,*'],'allowedMethods':['GET']}";
    String second = "{'allowedOrigins':['*'],'allowedMethods':['GET'],'exposeHeaders':['ETag']}";
    String body = "{'rules':[" + first + "," + second + "],'to':'azure'}";
    try (ConsoleUnderTest s3 = ConsoleUnderTest.start(CorsDialect.S3)) {
      JsonObject written = s3.ask("/api/convert", body);
      assertThat(written.getString("text")).isEmpty();
      assertThat(written.getJsonArray("losses").toString()).contains("not written", "exposes etag");
    }
  }

  @Test
  void tellsWhatTheStoreItselfWouldRefuse() throws Exception {
    String rule = PLAIN.substring(1, PLAIN.length() - 1);
    String many = "[" + String.join(",", List.of(rule, rule, rule, rule, rule, rule)) + "]";
    JsonObject written = console.ask("/api/convert", "{'rules':" + many + ",'to':'azure'}");
    assertThat(written.getString("text")).isNotEmpty();
    assertThat(written.getJsonArray("losses").toString())
        .contains("the store would refuse it: 400");
  }

  /** Where origins are text with a wildcard anywhere, as the stores take them. */
  @Test
  void readsAndWritesPropertiesInTheDialectOfTheBuckets() throws Exception {
    try (ConsoleUnderTest s3 = ConsoleUnderTest.start(CorsDialect.S3)) {
      String lines =
          "bucketcors.rules[0].allowed-origins=http*://a.example\n"
              + "bucketcors.rules[0].allowed-methods=GET\n";
      String body = Json.createObjectBuilder().add("document", lines).build().toString();
      JsonObject read = s3.ask("/api/check", body);
      assertThat(read.getJsonArray("rules")).as(read.toString()).hasSize(1);
      String rules = read.getJsonArray("rules").toString();
      assertThat(
              s3.ask("/api/convert", "{'rules':" + rules + ",'to':'properties'}").getString("text"))
          .isEqualTo(
              "bucketcors.dialect = s3\n"
                  + "bucketcors.rules[0].allowed-origins = http*://a.example\n"
                  + "bucketcors.rules[0].allowed-methods = GET\n");
    }
  }

  @Test
  void knowsNoOtherForm() throws Exception {
    String body = "{'rules':" + PLAIN + ",'to':'yaml'}";
    assertThat(console.json("POST", "/api/convert", body).statusCode()).isEqualTo(400);
  }
}
