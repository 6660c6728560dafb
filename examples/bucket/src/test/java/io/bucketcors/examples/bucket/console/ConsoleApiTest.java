package io.bucketcors.examples.bucket.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks its own server: rules, and who may ask. */
class ConsoleApiTest {
  private static final String RULES = "/api/buckets/demo/rules";
  private static final String FIRST =
      "[{'allowedOrigins':['https://app.example'],'allowedMethods':['GET','HEAD']}]";
  private ConsoleUnderTest console;

  @BeforeEach
  void start() throws Exception {
    console = ConsoleUnderTest.start(CorsDialect.STANDARD);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void servesThePageAndEveryFileThatItNames() throws Exception {
    HttpResponse<String> page = console.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    for (String file : new String[] {"/console.css", "/main.js"}) {
      assertThat(page.body()).contains('"' + file.substring(1) + '"');
      assertThat(console.get(file).statusCode()).as(file).isEqualTo(200);
    }
    Matcher modules =
        Pattern.compile("from '\\./([a-z]+\\.js)'").matcher(console.get("/main.js").body());
    assertThat(modules.find()).isTrue();
    do {
      assertThat(console.get("/" + modules.group(1)).statusCode())
          .as(modules.group(1))
          .isEqualTo(200);
    } while (modules.find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/main.js", "/api/state", "/not-there"})
  void letsThePageRunNothingButItsOwnFilesAndStandInNoFrame(String path) throws Exception {
    assertThat(console.get(path).headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"));
  }

  @Test
  void tellsWhereTheBucketsAre() throws Exception {
    JsonObject state = ConsoleUnderTest.read(console.get("/api/state"));
    assertThat(state.toString())
        .isEqualTo(
            "{\"endpoint\":\"http://localhost:8080/\",\"dialect\":\"standard\",\"open\":false,"
                + "\"buckets\":[\"demo\"],\"lastExchange\":7}");
    assertThat(console.get("/api/exchanges?after=3").body()).isEqualTo("{\"exchanges\":[3]}");
    assertThat(console.get("/api/exchanges?after=x").body()).isEqualTo("{\"exchanges\":[0]}");
  }

  @Test
  void putsRulesInForceAndGivesThemBackAsTheyAre() throws Exception {
    String rule =
        "[{'id':'a','allowedOrigins':['https://app.example','https://*.b.example'],"
            + "'allowedMethods':['GET','PUT'],'allowedHeaders':['x-*'],'exposeHeaders':['ETag'],"
            + "'maxAgeSeconds':600,'allowCredentials':true,'dangerouslyAllow':[]}]";
    HttpResponse<String> applied = console.put(rule);
    assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
    JsonObject read = ConsoleUnderTest.read(console.get(RULES));
    assertThat(read.getJsonArray("rules").toString()).isEqualTo(rule.replace('\'', '"'));
    assertThat(read.getString("version")).matches("[0-9a-f]{12}");
    assertThat(console.rules()).hasSize(1);
    assertThat(console.rules().get(0).maxAgeSeconds()).hasValue(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\nbucketcors.rules[0].allow-credentials=true",
        "a\\r\\nbucketcors.rules[0].allow-credentials=true",
        " # ! = : é 桶 \\\\ \\u2028 \\u0085 \\u0000 end\\\\",
      })
  void givesBackAnIdAsItWas(String id) throws Exception {
    String rule =
        "[{'id':'" + id + "','allowedOrigins':['https://a.example'],'allowedMethods':['GET']}]";
    assertThat(console.put(rule).statusCode()).isEqualTo(200);
    var rules = console.rules();
    assertThat(rules.get(0).allowCredentials()).isFalse();
    JsonObject read = ConsoleUnderTest.read(console.get(RULES));
    assertThat(
            console
                .send(
                    "PUT",
                    RULES,
                    "{\"rules\":" + read.getJsonArray("rules") + "}",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(200);
    assertThat(console.rules()).isEqualTo(rules);
  }

  @Test
  void refusesBadRulesWithEveryProblemAtItsFieldAndKeepsThoseInForce() throws Exception {
    console.put(FIRST);
    HttpResponse<String> refused =
        console.put(
            "[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']},"
                + "{'allowedOrigins':['https://b.example','https://a.example/'],"
                + "'allowedMethods':['put'],'maxAgeSeconds':'10m'}]");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "\"code\":\"origin-trailing-slash\"",
            "\"rule\":1,\"index\":1,\"field\":\"allowedOrigins\",\"value\":\"https://a.example/\","
                + "\"fix\":\"remove the trailing slash: https://a.example\"",
            "\"rule\":1,\"index\":0,\"field\":\"allowedMethods\"",
            "\"rule\":1,\"field\":\"maxAgeSeconds\",\"value\":\"10m\"");
    assertThat(console.rules()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e30", "99999999999999999999", "true", "[]", "'x'", "-1"})
  void takesNothingButAWholeNumberForSeconds(String seconds) throws Exception {
    HttpResponse<String> refused =
        console.put(
            "[{'allowedOrigins':['*'],'allowedMethods':['GET'],'maxAgeSeconds':" + seconds + "}]");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"field\":\"maxAgeSeconds\"");
    assertThat(console.rules()).isEmpty();
  }

  @Test
  void removesAllRulesOnlyWhereTheListIsEmptyOnPurpose() throws Exception {
    console.put(FIRST);
    for (String body :
        new String[] {
          "{}",
          "[]",
          "{'rules':null}",
          "{'rules':{}}",
          "{'rules':[1]}",
          "{'rules':[{'allowedOrigins':'*'}]}",
          "{'rules':[{'allowedOrigins':[1]}]}",
          "{",
          ""
        }) {
      assertThat(console.json("PUT", RULES, body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(console.rules()).hasSize(1);
    assertThat(console.put("[]").statusCode()).isEqualTo(200);
    assertThat(console.rules()).isEmpty();
  }

  @Test
  void replacesOnlyTheRulesThatThePageHasSeen() throws Exception {
    String seen = ConsoleUnderTest.read(console.get(RULES)).getString("version");
    console.put(FIRST);
    String body = "{'rules':[],'version':'" + seen + "'}";
    assertThat(console.json("PUT", RULES, body).statusCode()).isEqualTo(409);
    assertThat(console.rules()).hasSize(1);
    String now = ConsoleUnderTest.read(console.get(RULES)).getString("version");
    assertThat(console.json("PUT", RULES, body.replace(seen, now)).statusCode()).isEqualTo(200);
    assertThat(console.rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/buckets/other/rules",
    "GET, /api/buckets/demo",
    "GET, /api/nothing",
    "GET, /api",
    "PUT, /api/buckets/other/rules",
    "PUT, /api/state",
    "POST, /api/nothing",
    "POST, /api/buckets/demo/rules"
  })
  void knowsNoOtherBucketAndNoOtherPath(String method, String path) throws Exception {
    assertThat(console.json(method, path, "{'rules':[]}").statusCode()).isEqualTo(404);
  }

  /** A page elsewhere may make a browser send these, and no preflight asks first. */
  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://localhost:8080",
    "Origin, http://localhost",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void refusesWhatThePageOfAnotherOriginSends(String name, String value) throws Exception {
    console.put(FIRST);
    String type = "application/json";
    String body = "{\"rules\":[]}";
    assertThat(console.send("PUT", RULES, body, "Content-Type", type, name, value).statusCode())
        .isEqualTo(403);
    assertThat(
            console
                .send("POST", "/api/check", body, "Content-Type", type, name, value)
                .statusCode())
        .isEqualTo(403);
    assertThat(console.send("GET", "/api/state", null, name, value).statusCode()).isEqualTo(403);
    assertThat(console.rules()).hasSize(1);
  }

  @Test
  void takesWhatItsOwnPageSends() throws Exception {
    String own = "http://localhost:" + console.port();
    assertThat(
            console
                .send(
                    "PUT",
                    RULES,
                    "{\"rules\":[]}",
                    "Content-Type",
                    "application/json; charset=utf-8",
                    "Origin",
                    own,
                    "Sec-Fetch-Site",
                    "same-origin")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
  void takesNothingThatAFormCouldSend(String type) throws Exception {
    console.put(FIRST);
    String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};
    for (String method : new String[] {"PUT", "POST"}) {
      String path = method.equals("PUT") ? RULES : "/api/check";
      assertThat(console.send(method, path, "{\"rules\":[]}", headers).statusCode()).isEqualTo(415);
    }
    assertThat(console.rules()).hasSize(1);
  }

  @Test
  void grantsNoOtherOriginThePreflightThatChangingRulesTakes() throws Exception {
    HttpResponse<String> preflight =
        console.send(
            "OPTIONS",
            RULES,
            null,
            "Origin",
            "https://evil.example",
            "Access-Control-Request-Method",
            "PUT");
    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(preflight.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void takesABodyOfBoundedLength() throws Exception {
    String long_ = "{\"document\":\"" + "#".repeat(256 * 1024) + "\"}";
    assertThat(console.json("POST", "/api/check", long_).statusCode()).isEqualTo(413);
  }
}
