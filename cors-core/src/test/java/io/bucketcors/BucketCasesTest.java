package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stores answered when they were asked: every recorded row, to the byte. */
class BucketCasesTest {
  private static final String GATEWAY =
      "a gateway's own check of the requested headers; S3 has none";

  private static final String AZURE_VARY = "Azure varies on Origin alone";

  @Test
  void answersAsS3() {
    Map<String, List<String>> results = results("s3", CorsDialect.S3);
    assertThat(results).hasSize(162);
    new Differences(
            Map.of(
                "112", "400 was recorded in 2017 and 403 in 2023: we follow the later one",
                "247", GATEWAY,
                "248", GATEWAY,
                "249", GATEWAY,
                "250", GATEWAY,
                "251", GATEWAY))
        .judge(results);
  }

  @Test
  void answersAsCos() {
    Map<String, List<String>> results = results("cos", CorsDialect.COS);
    assertThat(results).hasSize(4);
    new Differences(Map.of()).judge(results);
  }

  /** OSS answers as COS does, as far as its sample shows. */
  @Test
  void answersAsOss() {
    Map<String, List<String>> results = results("oss", CorsDialect.COS);
    assertThat(results).hasSize(1);
    new Differences(Map.of()).judge(results);
  }

  /** SeaweedFS leaves S3 where S3 is unsafe to cache, as dialect standard does. */
  @Test
  void answersAsSeaweedFs() {
    Map<String, List<String>> results = results("seaweedfs", CorsDialect.STANDARD);
    assertThat(results).hasSize(3);
    new Differences(Map.of("263", "static answer: * also without Origin, and so no Vary"))
        .judge(results);
  }

  /** Azure has no dialect; what it does like S3 is compared, its own error codes are not. */
  @Test
  void answersAsAzure() {
    Map<String, List<String>> results = results("azure", CorsDialect.S3);
    assertThat(results).hasSize(23);
    new Differences(
            Map.of(
                "275", "S3 answers a listed * with *, Azure with the origin",
                "280", "S3 compares origins by case, Azure does not",
                "282", "S3 sends Vary only with a grant",
                "284", "S3 sends Vary with a * too",
                "285", AZURE_VARY,
                "286", AZURE_VARY,
                "287", AZURE_VARY))
        .judge(results);
  }

  private static Map<String, List<String>> results(String store, CorsDialect dialect) {
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (JsonObject row : Cases.rows("bucket-cases.jsonl")) {
      if (row.getString("dialect").equals(store)) {
        results.put(Integer.toString(row.getInt("id")), faults(row, dialect));
      }
    }
    return results;
  }

  private static List<String> faults(JsonObject row, CorsDialect dialect) {
    JsonObject request = row.getJsonObject("request");
    String target = request.getString("target");
    String path = target.startsWith("object") ? "/object.txt" : "/";
    Answered answer = Answered.by(policy(row, dialect), Cases.request(row), path);
    List<String> faults = new ArrayList<>();
    JsonObject expect = row.getJsonObject("expect");
    checkStatus(row, expect, answer, faults);
    boolean exact = row.getString("compare").equals("exact");
    checkHeaders(expect.getJsonObject("headers"), exact, answer, faults);
    if (row.containsKey("expectS3Extra")) {
      checkHeaders(row.getJsonObject("expectS3Extra"), exact, answer, faults);
    }
    if (expect.containsKey("error") && !row.getString("dialect").equals("azure")) {
      checkError(expect.getJsonObject("error"), dialect, answer, faults);
    }
    return faults;
  }

  private static CorsPolicy policy(JsonObject row, CorsDialect dialect) {
    CorsPolicy.Builder policy = CorsPolicy.builder().dialect(dialect);
    if (!Cases.isNull(row, "rules")) {
      for (JsonObject rule : row.getJsonArray("rules").getValuesAs(JsonObject.class)) {
        List<String> exposed =
            Cases.strings(rule, "exposeHeaders").stream()
                .filter(name -> !name.equals("*"))
                .toList();
        CorsRule.Builder builder =
            CorsRule.allow(Cases.strings(rule, "allowedOrigins").toArray(String[]::new))
                .methods(Cases.strings(rule, "allowedMethods"))
                .headers(Cases.strings(rule, "allowedHeaders"))
                .expose(exposed);
        if (rule.get("maxAgeSeconds") instanceof JsonNumber seconds) {
          builder.maxAgeSeconds(seconds.longValue());
        }
        policy.rule(builder.build());
      }
    }
    return policy.build();
  }

  private static void checkStatus(
      JsonObject row, JsonObject expect, Answered answer, List<String> faults) {
    if (Cases.isNull(expect, "status")) {
      return;
    }
    int expected = expect.getInt("status");
    boolean answered = answer.decision().isAnswer();
    // Without a recorded status of the app, whatever the app says is right for an actual request.
    int status =
        answered
            ? answer.decision().status()
            : row.containsKey("downstreamStatus")
                ? row.getInt("downstreamStatus")
                : expect.containsKey("error") ? -1 : expected;
    if (status != expected) {
      faults.add("status " + status + " instead of " + expected);
    }
    boolean options = row.getJsonObject("request").getString("method").equals("OPTIONS");
    if (answered != options) {
      faults.add(answered ? "kept from the app" : "left to the app");
    }
  }

  private static void checkHeaders(
      JsonObject expected, boolean exact, Answered answer, List<String> faults) {
    expected.forEach(
        (name, json) -> {
          String value = json instanceof JsonString string ? string.getString() : null;
          if (name.equals("Content-Length")) {
            if (answer.body() != null) {
              faults.add("a body where there should be none");
            }
            return;
          }
          String actual = answer.header(name);
          boolean anyCase = name.equals("Access-Control-Expose-Headers");
          boolean same =
              exact
                  ? java.util.Objects.equals(value, actual)
                  : java.util.Objects.equals(plain(value, anyCase), plain(actual, anyCase));
          if (!same) {
            faults.add(name + ": " + actual + " instead of " + value);
          }
        });
  }

  private static @Nullable String plain(@Nullable String list, boolean anyCase) {
    if (list == null) {
      return null;
    }
    String plain = list.replace(" ", "");
    return anyCase ? plain.toLowerCase(Locale.ROOT) : plain;
  }

  private static void checkError(
      JsonObject error, CorsDialect dialect, Answered answer, List<String> faults) {
    String body = String.valueOf(answer.body());
    String code = Cases.text(error, "code");
    if (code != null && !body.contains("<Code>" + code + "</Code>")) {
      faults.add("code " + code + " is not in " + body);
    }
    String message = Cases.text(error, "message");
    if (message != null) {
      // S3 writes quotes as they are.
      boolean quotes = dialect == CorsDialect.COS;
      String escaped = quotes ? message.replace("\"", "&quot;").replace("'", "&apos;") : message;
      if (!body.contains("<Message>" + escaped + "</Message>")) {
        faults.add("message " + message + " is not in " + body);
      }
    }
    for (String element : Cases.strings(error, "extraElements")) {
      if (!body.contains("<" + element + ">")) {
        faults.add("no " + element + " in " + body);
      }
    }
  }
}
