package io.bucketcors.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What buckets answered when somebody asked them, and what the filter answers in their dialect. */
class BucketCasesOverHttpTest {

  /**
   * Rows that are missed on purpose; the reasons stand beside the same rows in cors-core's test.
   */
  private static final Set<Integer> DIFFERENT = Set.of(112, 247, 248, 249, 250, 251);

  @Test
  void everyRowIsAnsweredAsTheBucketDid() throws Exception {
    Map<Integer, List<String>> faults = new TreeMap<>();
    List<JsonObject> rows =
        Row.read("bucket-cases.jsonl").stream()
            .filter(row -> Set.of("s3", "cos").contains(row.getString("dialect")))
            .toList();
    assertThat(rows).hasSizeGreaterThan(150);
    try (CaseServer server = new CaseServer()) {
      List<String> contexts = new ArrayList<>();
      for (JsonObject row : rows) {
        contexts.add(server.add(params(row), List.of(), row.getInt("downstreamStatus", 200)));
      }
      server.start();
      for (int i = 0; i < rows.size(); i++) {
        JsonObject row = rows.get(i);
        JsonObject request = row.getJsonObject("request");
        boolean bucket = request.getString("target").startsWith("bucket");
        String target = contexts.get(i) + (bucket ? "/" : "/object.txt");
        RawResponse answer = server.http().exactly(Row.request(target, request));
        List<String> found = compare(row, answer);
        if (!found.isEmpty()) {
          faults.put(row.getInt("id"), found);
        }
      }
    }
    assertThat(faults.keySet()).as("rows that differ: " + faults).isEqualTo(DIFFERENT);
  }

  private static Map<String, String> params(JsonObject row) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("bucketcors.dialect", row.getString("dialect"));
    if (row.get("rules") instanceof JsonArray rules) {
      for (int i = 0; i < rules.size(); i++) {
        JsonObject rule = rules.getJsonObject(i);
        String prefix = "bucketcors.rules[" + i + "].";
        put(params, prefix + "allowed-origins", rule.get("allowedOrigins"));
        put(params, prefix + "allowed-methods", rule.get("allowedMethods"));
        put(params, prefix + "allowed-headers", rule.get("allowedHeaders"));
        put(params, prefix + "expose-headers", rule.get("exposeHeaders"));
        if (rule.get("maxAgeSeconds") instanceof JsonNumber seconds) {
          params.put(prefix + "max-age-seconds", seconds.toString());
        }
      }
    }
    return params;
  }

  private static void put(Map<String, String> params, String key, @Nullable JsonValue list) {
    if (list instanceof JsonArray values && !values.isEmpty()) {
      params.put(key, String.join(",", Row.strings(values)));
    }
  }

  private static List<String> compare(JsonObject row, RawResponse answer) {
    List<String> faults = new ArrayList<>();
    JsonObject expect = row.getJsonObject("expect");
    if (expect.get("status") instanceof JsonNumber status && status.intValue() != answer.status()) {
      faults.add("status " + answer.status() + ", not " + status);
    }
    boolean exact = row.getString("compare").equals("exact");
    expect
        .getJsonObject("headers")
        .forEach((name, value) -> compare(name, value, exact, answer, faults));
    if (row.get("expectS3Extra") instanceof JsonObject extra) {
      extra.forEach((name, value) -> compare(name, value, exact, answer, faults));
    }
    if (expect.get("error") instanceof JsonObject error) {
      String code = "<Code>" + error.getString("code") + "</Code>";
      if (!answer.body().contains(code)) {
        faults.add("body without " + code + ": " + answer.body());
      }
      String message = error.getString("message", "");
      // COS escapes quotes, S3 writes them as they are; the declaration tells them apart.
      boolean cos = answer.body().startsWith("<?xml version='1.0'");
      String written = cos ? message.replace("'", "&apos;").replace("\"", "&quot;") : message;
      if (!answer.body().contains(written)) {
        faults.add("body without its message: " + answer.body());
      }
    }
    return faults;
  }

  private static void compare(
      String name, JsonValue value, boolean exact, RawResponse answer, List<String> faults) {
    String expected = value instanceof JsonString string ? string.getString() : null;
    String actual = answer.header(name);
    if (name.equals("Content-Length") && "0".equals(expected) && actual == null) {
      faults.add("no Content-Length");
      return;
    }
    if (expected == null
        ? actual != null
        : !normal(expected, exact).equals(normal(actual, exact))) {
      faults.add(name + ": " + actual + ", not " + expected);
    }
  }

  private static String normal(@Nullable String value, boolean exact) {
    String text = value == null ? "(absent)" : value;
    return exact ? text : text.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
