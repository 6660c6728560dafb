package io.bucketcors.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import io.bucketcors.servlet.CorsFilter;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The suites of other CORS libraries, in this project's own keys, through the filter. */
class PeerCasesOverHttpTest {

  @Test
  void everyRowIsAnsweredAlikeUnlessItDiffersOnPurpose() throws Exception {
    Set<String> faults = new TreeSet<>();
    Map<JsonObject, String> contexts = new LinkedHashMap<>();
    List<JsonObject> rows = Row.read("peers-neutral.jsonl");
    assertThat(rows).hasSizeGreaterThan(100);
    try (CaseServer server = new CaseServer()) {
      for (JsonObject row : rows) {
        boolean refused = isRefused(params(row));
        boolean expected = row.getJsonObject("expect").getBoolean("configError", false);
        if (refused && !expected && row.isNull("differs")) {
          faults.add(row.getString("id") + ": refused at start");
        } else if (!refused && expected && row.isNull("differs")) {
          faults.add(row.getString("id") + ": not refused at start");
        } else if (!refused) {
          contexts.put(row, server.add(params(row), prior(row), 200));
        }
      }
      server.start();
      for (Map.Entry<JsonObject, String> each : contexts.entrySet()) {
        JsonObject row = each.getKey();
        JsonObject request = row.getJsonObject("request");
        String target = each.getValue() + request.getString("path");
        RawResponse answer = server.http().exactly(Row.request(target, request));
        List<String> found = compare(row, answer);
        boolean differs = !row.isNull("differs");
        if (!found.isEmpty() && !differs) {
          faults.add(row.getString("id") + ": " + found);
        } else if (found.isEmpty() && differs) {
          faults.add(row.getString("id") + ": passes, though it differs on purpose");
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private static Map<String, String> params(JsonObject row) {
    Map<String, String> params = new LinkedHashMap<>();
    row.getJsonObject("params")
        .forEach((key, value) -> params.put(key, ((JsonString) value).getString()));
    return params;
  }

  private static List<Map.Entry<String, String>> prior(JsonObject row) {
    List<Map.Entry<String, String>> prior = new ArrayList<>();
    for (JsonValue pair : row.getJsonObject("app").getJsonArray("prior")) {
      JsonArray header = pair.asJsonArray();
      prior.add(Map.entry(header.getString(0), header.getString(1)));
    }
    return prior;
  }

  private static boolean isRefused(Map<String, String> params) {
    FilterConfig config =
        (FilterConfig)
            Proxy.newProxyInstance(
                PeerCasesOverHttpTest.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getInitParameter" -> params.get((String) arguments[0]);
                      case "getInitParameterNames" -> Collections.enumeration(params.keySet());
                      case "getFilterName" -> "cors";
                      default -> null;
                    });
    CorsFilter filter = new CorsFilter();
    try {
      filter.init(config);
      return false;
    } catch (ServletException refused) {
      return true;
    } finally {
      filter.destroy();
    }
  }

  private static List<String> compare(JsonObject row, RawResponse answer) {
    List<String> faults = new ArrayList<>();
    JsonObject expect = row.getJsonObject("expect");
    String acao = answer.header("Access-Control-Allow-Origin");
    for (String key : expect.keySet()) {
      JsonValue value = expect.get(key);
      boolean fine =
          switch (key) {
            case "passesToApp" -> isTrue(value) == (answer.header("X-App") != null);
            case "preflightAllowed" ->
                isTrue(value) == (acao != null && answer.status() >= 200 && answer.status() < 300);
            case "actualAllowed" -> isTrue(value) == (acao != null);
            case "acao" ->
                value == JsonValue.NULL
                    ? acao == null
                    : string(value).equals("<present>") ? acao != null : string(value).equals(acao);
            case "acac" ->
                isTrue(value) == "true".equals(answer.header("Access-Control-Allow-Credentials"));
            case "maxAge" -> string(value).equals(text(answer.header("Access-Control-Max-Age")));
            case "exposes" ->
                value == JsonValue.NULL
                    ? answer.header("Access-Control-Expose-Headers") == null
                    : members(answer, "Access-Control-Expose-Headers")
                        .containsAll(
                            lower(
                                value instanceof JsonArray all
                                    ? all
                                    : value.asJsonObject().getJsonArray("contains")));
            case "methods" ->
                members(answer, "Access-Control-Allow-Methods")
                    .containsAll(lower(value.asJsonArray()));
            case "headers" ->
                members(answer, "Access-Control-Allow-Headers")
                    .containsAll(lower(value.asJsonArray()));
            case "varyOrigin" -> isTrue(value) == members(answer, "Vary").contains("origin");
            case "varyCors" ->
                isTrue(value)
                    == members(answer, "Vary")
                        .containsAll(
                            Set.of(
                                "access-control-request-method", "access-control-request-headers"));
            default -> key.equals("configError");
          };
      if (!fine) {
        faults.add(key + " is not " + value + " in " + answer.status() + " " + answer.headers());
      }
    }
    long vary = lines(answer, "vary").size();
    if (vary != lines(answer, "vary").stream().distinct().count()) {
      faults.add("a name twice in Vary");
    }
    return faults;
  }

  private static boolean isTrue(JsonValue value) {
    return value == JsonValue.TRUE;
  }

  private static String string(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : "(absent)";
  }

  private static String text(@Nullable String value) {
    return value == null ? "(absent)" : value;
  }

  private static Set<String> members(RawResponse answer, String name) {
    return Set.copyOf(new TreeSet<>(lines(answer, name)));
  }

  private static List<String> lines(RawResponse answer, String name) {
    String value = answer.header(name);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(","))
            .map(member -> member.strip().toLowerCase(Locale.ROOT))
            .toList();
  }

  private static Set<String> lower(JsonArray values) {
    return values.getValuesAs(JsonString::getString).stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
