package io.bucketcors;

import static java.util.Map.entry;

import io.bucketcors.origin.SerializedOrigin;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a Go library with a good name takes for an origin, a pattern or a list of names. */
class GoFactsTest {
  private static final String LENIENT = "its reader of request origins is lenient, ours is not";
  private static final String WARNED = "a header that no script can set is a warning";

  @Test
  void readsPatternsAlike() {
    Map<String, List<String>> results =
        results(
            "origin-pattern-parse",
            row -> same(row.getBoolean("valid"), isAccepted(rule(row.getString("input")).build())));
    new Differences(Map.of("IPv4-mapped IPv6", "browsers send such origins, so they can be listed"))
        .judge(results);
  }

  @Test
  void readsOriginsAlike() {
    Map<String, List<String>> results =
        results(
            "origin-header-parse(lenient)",
            row ->
                same(
                    row.getBoolean("parses"),
                    SerializedOrigin.read(row.getString("input")) != SerializedOrigin.MALFORMED));
    new Differences(
            Map.ofEntries(
                entry("IPv6 with extraneous colon", LENIENT),
                entry("domain followed by character other than colon", LENIENT),
                entry("single-digit host", LENIENT),
                entry("ipv4 with overflowing octet", LENIENT),
                entry("invalid TLD", LENIENT),
                entry("longer invalid TLD", LENIENT)))
        .judge(results);
  }

  @Test
  void matchesAlike() {
    Map<String, List<String>> results =
        results(
            "matcher",
            row -> {
              CorsPolicy policy =
                  CorsPolicy.of(
                      rule(Cases.strings(row, "patterns").toArray(String[]::new)).build());
              List<String> faults = new ArrayList<>();
              for (String origin : Cases.strings(row, "accepts")) {
                if (!policy.decide(CorsRequest.actual("GET", origin)).isAllowed()) {
                  faults.add("refuses " + origin);
                }
              }
              for (String origin : Cases.strings(row, "rejects")) {
                if (policy.decide(CorsRequest.actual("GET", origin)).isAllowed()) {
                  faults.add("accepts " + origin);
                }
              }
              return faults;
            });
    new Differences(Map.of()).judge(results);
  }

  @Test
  void checksRequestedHeadersAlike() {
    Map<String, List<String>> results =
        results(
            "ACRH-check",
            row -> {
              CorsPolicy policy =
                  CorsPolicy.of(
                      rule("https://a.example").headers(Cases.strings(row, "allowed")).build());
              List<String> faults = new ArrayList<>();
              for (JsonArray lines : lists(row, "accepted")) {
                if (!policy.decide(preflight(lines)).isAllowed()) {
                  faults.add("refuses " + lines);
                }
              }
              for (JsonArray lines : lists(row, "rejected")) {
                // It wants the names sorted and little space between them, as browsers send them;
                // we take any order and spacing, so only names that are not allowed count.
                boolean allAllowed =
                    lines.getValuesAs(JsonString.class).stream()
                        .flatMap(line -> Arrays.stream(line.getString().split("[ \t,]+")))
                        .allMatch(n -> n.isEmpty() || Cases.strings(row, "allowed").contains(n));
                if (policy.decide(preflight(lines)).isAllowed() != allAllowed) {
                  faults.add((allAllowed ? "refuses " : "accepts ") + lines);
                }
              }
              return faults;
            });
    new Differences(Map.of()).judge(results);
  }

  @Test
  void refusesConfigurationsAlike() {
    Map<String, List<String>> results =
        results(
            "invalid-config",
            row -> {
              JsonObject config = row.getJsonObject("config");
              List<String> methods = Cases.strings(config, "Methods");
              CorsRule.Builder rule =
                  rule(Cases.strings(config, "Origins").toArray(String[]::new))
                      .methods(methods)
                      .headers(Cases.strings(config, "RequestHeaders"))
                      .expose(Cases.strings(config, "ResponseHeaders"))
                      .credentials(config.getBoolean("Credentialed", false));
              if (config.get("MaxAgeInSeconds") instanceof JsonNumber seconds) {
                rule.maxAgeSeconds(seconds.longValue());
              }
              return same(false, isAccepted(rule.build()));
            });
    new Differences(
            Map.of(
                "forbidden request-header name", WARNED,
                "forbidden request-header name with Proxy- prefix", WARNED,
                "prohibited request-header name", "a useless name to allow, and a harmless one",
                "prohibited response-header name", "a useless name to expose, and a harmless one",
                "max age exceeds upper bound", "browsers cut max-age down themselves"))
        .judge(results);
  }

  private static CorsRequest preflight(JsonArray lines) {
    CorsRequest request = CorsRequest.preflight("https://a.example", "GET");
    for (JsonString line : lines.getValuesAs(JsonString.class)) {
      request = request.with("Access-Control-Request-Headers", line.getString());
    }
    return request;
  }

  private static List<JsonArray> lists(JsonObject row, String key) {
    return row.getJsonArray(key).getValuesAs(JsonArray.class);
  }

  private static CorsRule.Builder rule(String... origins) {
    return CorsRule.allow(origins).methods("GET");
  }

  private static boolean isAccepted(CorsRule rule) {
    return CorsPolicy.builder().rule(rule).check().stream().noneMatch(CorsProblem::isError);
  }

  private static List<String> same(boolean expected, boolean actual) {
    return expected == actual ? List.of() : List.of(actual + " instead of " + expected);
  }

  private static Map<String, List<String>> results(
      String kind, Function<JsonObject, List<String>> judge) {
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (JsonObject row : Cases.rows("origin-and-header-facts.jsonl")) {
      if (row.getString("kind").equals(kind)) {
        results.merge(
            row.getString("desc"), judge.apply(row), (one, other) -> one.isEmpty() ? other : one);
      }
    }
    return results;
  }
}
