package io.bucketcors.examples.bucket.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why, and what a change would grant. */
class WhyTest {
  private static final String RULES =
      "[{'id':'uploads','allowedOrigins':['https://a.example','https://*.b.example'],"
          + "'allowedMethods':['GET','PUT'],'allowedHeaders':['content-type','x-amz-*'],"
          + "'exposeHeaders':['ETag'],'maxAgeSeconds':600,'allowCredentials':true},"
          + "{'allowedOrigins':['*'],'allowedMethods':['GET']}]";
  private static ConsoleUnderTest console;
  private static ConsoleUnderTest s3;

  @BeforeAll
  static void start() throws Exception {
    console = ConsoleUnderTest.start(CorsDialect.STANDARD);
    s3 = ConsoleUnderTest.start(CorsDialect.S3);
  }

  @AfterAll
  static void stop() {
    console.close();
    s3.close();
  }

  private static JsonObject why(ConsoleUnderTest of, String rules, String request)
      throws Exception {
    return of.ask("/api/explain", "{'rules':" + rules + ",'request':{" + request + "}}");
  }

  private static JsonObject rule(JsonObject why, int index) {
    return why.getJsonArray("rules").getJsonObject(index);
  }

  @Test
  void namesTheVeryValuesThatMatched() throws Exception {
    JsonObject why =
        why(
            console,
            RULES,
            "'origin':'https://x.b.example','method':'PUT','preflight':true,"
                + "'headers':['content-type','x-amz-date','x-amz-acl']");
    assertThat(why.getString("outcome")).isEqualTo("allowed");
    assertThat(why.getInt("rule")).isZero();
    assertThat(rule(why, 0).toString())
        .isEqualTo(
            "{\"index\":0,\"id\":\"uploads\","
                + "\"origin\":{\"verdict\":\"MATCHED\",\"value\":\"https://*.b.example\"},"
                + "\"method\":{\"verdict\":\"MATCHED\",\"value\":\"PUT\"},"
                + "\"headers\":{\"verdict\":\"MATCHED\",\"value\":\"content-type, x-amz-*\"}}");
    assertThat(why.getJsonArray("answer").toString())
        .contains(
            "[\"Access-Control-Allow-Origin\",\"https://x.b.example\"]",
            "[\"Access-Control-Max-Age\",\"600\"]");
  }

  @Test
  void namesWhatOfTheRequestNoValueMatched() throws Exception {
    JsonObject why =
        why(
            console,
            RULES,
            "'origin':'https://c.example','method':'DELETE','preflight':true,"
                + "'headers':['content-type','x-note','x-amz-date']");
    assertThat(why.getString("outcome")).isEqualTo("denied");
    assertThat(why.getString("reason")).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(why.containsKey("rule")).isFalse();
    assertThat(rule(why, 0).getJsonObject("origin").toString())
        .isEqualTo(
            "{\"verdict\":\"FAILED\",\"value\":\"https://c.example\","
                + "\"listed\":[\"https://a.example\",\"https://*.b.example\"]}");
    assertThat(rule(why, 0).getJsonObject("method").getString("value")).isEqualTo("DELETE");
    assertThat(rule(why, 0).getJsonObject("headers").getString("value")).isEqualTo("x-note");
    assertThat(rule(why, 1).getJsonObject("origin").getString("value")).isEqualTo("*");
    assertThat(rule(why, 1).getJsonObject("headers").getString("value"))
        .isEqualTo("content-type, x-note, x-amz-date");
  }

  @Test
  void explainsByTheRulesInForceToo() throws Exception {
    console.put(RULES);
    String request = "'request':{'origin':'https://a.example','method':'GET'}";
    assertThat(console.ask("/api/explain", "{'bucket':'demo'," + request + "}").getInt("rule"))
        .isZero();
    console.put("[]");
    assertThat(console.ask("/api/explain", "{'bucket':'demo'," + request + "}").getString("reason"))
        .isEqualTo("NO_RULES");
    assertThat(console.json("POST", "/api/explain", "{" + request + "}").statusCode())
        .isEqualTo(400);
    assertThat(
            console.json("POST", "/api/explain", "{'bucket':'other'," + request + "}").statusCode())
        .isEqualTo(404);
    assertThat(
            console
                .json("POST", "/api/explain", "{'bucket':'demo','request':{'origin':'null'}}")
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example | true  | true  | The answer allows credentials.",
        "https://c.example | true  | false | any origin by *",
        "null              | true  | false | any origin by *",
        "https://a.example | false | true  | The answer allows credentials.",
      })
  void tellsWhatBecomesOfCredentials(String origin, boolean asked, boolean allowed, String text)
      throws Exception {
    JsonObject credentials =
        why(console, RULES, "'origin':'" + origin + "','method':'GET','credentials':" + asked)
            .getJsonObject("credentials");
    assertThat(credentials.getBoolean("asked")).isEqualTo(asked);
    assertThat(credentials.getBoolean("allowed")).isEqualTo(allowed);
    assertThat(credentials.getString("text")).contains(text);
  }

  @Test
  void tellsThatARuleDoesNotAllowCredentials() throws Exception {
    JsonObject why =
        why(
            console,
            "[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']}]",
            "'origin':'https://a.example','method':'GET','credentials':true");
    assertThat(why.getJsonObject("credentials").getString("text"))
        .isEqualTo("The rule that matched does not allow credentials.");
    assertThat(why.getJsonObject("credentials").getBoolean("allowed")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "standard | https://a.example | false | one answer for each origin",
        "standard | https://c.example | false | one answer for each origin",
        "s3       | https://a.example | false | one answer for each origin",
        "s3       | https://c.example | true  | a cache may hand that origin this answer",
        "s3       | ''                | true  | a cache may hand that origin this answer",
      })
  void tellsWhatACacheMayDoWithTheAnswer(String dialect, String origin, boolean risk, String text)
      throws Exception {
    JsonObject cache =
        why(
                dialect.equals("s3") ? s3 : console,
                "[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']}]",
                "'origin':'" + origin + "','method':'GET'")
            .getJsonObject("cache");
    assertThat(cache.getBoolean("risk")).isEqualTo(risk);
    assertThat(cache.getString("text")).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "600 | https://a.example | keep this preflight for 600 seconds",
        "0   | https://a.example | asks before every request",
        "''  | https://a.example | keep this preflight for 5 seconds",
        "600 | https://c.example | A refused preflight is not kept",
      })
  void tellsForHowLongThePreflightIsKept(String seconds, String origin, String text)
      throws Exception {
    String more = seconds.isEmpty() ? "" : ",'maxAgeSeconds':" + seconds;
    assertThat(preflightCache(more, origin)).contains(text);
  }

  private static String preflightCache(String more, String origin) throws Exception {
    return why(
            console,
            "[{'allowedOrigins':['https://a.example'],'allowedMethods':['PUT']" + more + "}]",
            "'origin':'" + origin + "','method':'PUT','preflight':true")
        .getJsonObject("cache")
        .getString("text");
  }

  @Test
  void quotesWhatItGivesToAShell() throws Exception {
    JsonObject why =
        why(
            console,
            RULES,
            "'origin':'https://a.example$(touch x)`id`','method':'PUT','preflight':true,"
                + "'headers':['x-\\u0027; rm -rf ~','x-\\n'],'path':'/demo/a b.txt'");
    assertThat(why.getString("curl"))
        .isEqualTo(
            "curl -i -X OPTIONS -H 'Origin: https://a.example$(touch x)`id`'"
                + " -H 'Access-Control-Request-Method: PUT'"
                + " -H 'Access-Control-Request-Headers: x-'\\''; rm -rf ~,x-?'"
                + " 'http://localhost:8080/demo/a b.txt'");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    curl -i -H 'Origin: https://a.example' http://localhost:8080/",
    "HEAD,   curl -i -I -H 'Origin: https://a.example' http://localhost:8080/",
    "DELETE, curl -i -X DELETE -H 'Origin: https://a.example' http://localhost:8080/"
  })
  void writesTheRequestItselfAsACommand(String method, String curl) throws Exception {
    assertThat(
            why(console, RULES, "'origin':'https://a.example','method':'" + method + "'")
                .getString("curl"))
        .isEqualTo(curl.replace('"', '\''));
  }

  /** What S3 answers, status included. */
  @Test
  void answersInTheWordsOfTheDialect() throws Exception {
    JsonObject why = why(s3, "[]", "'origin':'https://a.example','method':'PUT','preflight':true");
    assertThat(why.getString("reason")).isEqualTo("NO_RULES");
    assertThat(why.getInt("status")).isEqualTo(403);
    JsonObject patch =
        why(
            s3,
            "[{'allowedOrigins':['*'],'allowedMethods':['PUT']}]",
            "'origin':'https://a.example','method':'PATCH','preflight':true");
    assertThat(patch.getString("reason")).isEqualTo("METHOD_INVALID");
    assertThat(patch.getInt("status")).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "same         | [{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']}]",
        "wider        | [{'allowedOrigins':['https://a.example'],'allowedMethods':['GET','PUT']}]",
        "narrower     | []",
        "incomparable | [{'allowedOrigins':['https://b.example'],'allowedMethods':['GET']}]",
      })
  void tellsWhatAChangeWouldGrantOrWithdraw(String kind, String rules) throws Exception {
    console.put("[{'allowedOrigins':['https://a.example'],'allowedMethods':['GET']}]");
    JsonObject comparison = console.ask("/api/compare", "{'bucket':'demo','rules':" + rules + "}");
    assertThat(comparison.getString("kind")).isEqualTo(kind);
    assertThat(comparison.getString("text")).startsWith(kind);
    assertThat(comparison.getJsonArray("differences").isEmpty()).isEqualTo(kind.equals("same"));
    console.put("[]");
  }

  @Test
  void comparesNothingWithRulesThatAreWrong() throws Exception {
    var refused =
        console.json(
            "POST", "/api/compare", "{'bucket':'demo','rules':[{'allowedMethods':['GET']}]}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"field\":\"allowedOrigins\"");
  }
}
