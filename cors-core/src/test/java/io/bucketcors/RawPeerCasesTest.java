package io.bucketcors;

import static java.util.Map.entry;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rows of peers that encode what a peer chose, compared in the one thing all agree on: whom the
 * answer lets in.
 */
class RawPeerCasesTest {
  private static final String REGEX = "origins as regular expressions are not built";
  private static final String NO_SCHEME = "an origin without a scheme is refused at start";
  private static final String MALFORMED = "a malformed origin matches *, and nothing is reflected";
  private static final String DEBUG = "a denied preflight grants nothing, not even to debug it";
  private static final String CODE = "an origin that code decides on is not built";

  @Test
  void letsInWhomJavaPeersLetIn() {
    Set<String> neutral =
        Cases.rows("peers-neutral.jsonl").stream()
            .map(row -> row.getString("id"))
            .collect(Collectors.toSet());
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (JsonObject row : Cases.rows("java-cases.jsonl")) {
      String id = row.getString("id");
      if (!neutral.contains(id)) {
        results.put(id, faults(row, javaRules(row)));
      }
    }
    new Differences(
            Map.ofEntries(
                entry("J010", "a trailing slash in an Origin is malformed: no browser sends it"),
                entry("J047", "ports in square brackets are not built"),
                entry("J049", "a preflight is denied whole where one header is not allowed"),
                entry("J082", MALFORMED),
                entry("J089", MALFORMED),
                entry("J090", MALFORMED),
                entry("J091", MALFORMED),
                entry("J092", MALFORMED),
                entry("J118", "a preflight is denied whole where one header is not allowed"),
                entry("J123", REGEX),
                entry("J124", REGEX),
                entry("J125", REGEX),
                entry("J126", REGEX),
                entry("J163", NO_SCHEME),
                entry("J164", NO_SCHEME),
                entry("J165", NO_SCHEME),
                entry("J166", NO_SCHEME),
                entry("J167", NO_SCHEME),
                entry("J168", NO_SCHEME),
                entry("J169", NO_SCHEME),
                entry("J170", NO_SCHEME),
                entry("J171", NO_SCHEME),
                entry("J172", NO_SCHEME),
                entry("J173", NO_SCHEME),
                entry("J174", NO_SCHEME),
                entry("J175", NO_SCHEME),
                entry("J200", "any origin with credentials is refused at start")))
        .judge(results);
  }

  @Test
  void letsInWhomGoPeersLetIn() {
    Set<String> neutral =
        Cases.rows("peers-neutral.jsonl").stream()
            .map(row -> row.getString("source"))
            .collect(Collectors.toSet());
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (JsonObject row : Cases.rows("go-cases.jsonl")) {
      String source = row.getString("source");
      if (!neutral.contains(source)) {
        results.put(source.substring(source.indexOf(' ') + 1), faults(row, goRules(row)));
      }
    }
    String reconfigured = "middleware_test.go TestReconfigure/debug ";
    String debugged = "middleware_test.go TestMiddleware/debug ";
    String headers = "credentialed no req headers/preflight with GET and headers from allowed";
    String method = "credentialed no req headers/preflight with disallowed method";
    String spec = "cors_test.go TestSpec/";
    new Differences(
            Map.ofEntries(
                entry(debugged + headers, DEBUG),
                entry(debugged + method, DEBUG),
                entry(reconfigured + headers, DEBUG),
                entry(spec + "AllowOriginRequestFuncMatch", CODE),
                entry(spec + "AllowOriginVaryRequestFuncMatch", CODE),
                entry(spec + "AllowOriginRequestFuncNotMatch", CODE),
                entry(spec + "AllowedOriginsPlusAllowOriginFunc", CODE)))
        .judge(results);
  }

  private static List<String> faults(JsonObject row, List<CorsRule> rules) {
    CorsPolicy policy;
    try {
      policy = CorsPolicy.builder().rules(rules).build();
    } catch (CorsConfigurationException e) {
      return List.of("refused: " + e.problems().get(0).code());
    }
    String actual = Answered.by(policy, Cases.request(row)).header("Access-Control-Allow-Origin");
    JsonObject headers = row.getJsonObject("expect").getJsonObject("headers");
    String expected = Cases.text(headers, "Access-Control-Allow-Origin");
    boolean same = "<present>".equals(expected) ? actual != null : Objects.equals(expected, actual);
    return same ? List.of() : List.of(actual + " instead of " + expected);
  }

  private static List<CorsRule> javaRules(JsonObject row) {
    List<CorsRule> rules = new ArrayList<>();
    if (row.get("config") instanceof JsonObject config) {
      if (config.containsKey("rules")) {
        for (JsonObject rule : config.getJsonArray("rules").getValuesAs(JsonObject.class)) {
          rules.add(javaRule(rule));
        }
      } else {
        rules.add(javaRule(config));
      }
    }
    return rules;
  }

  private static CorsRule javaRule(JsonObject config) {
    List<String> origins = new ArrayList<>(Cases.strings(config, "origins"));
    origins.addAll(Cases.strings(config, "originPatterns"));
    return rule(
        origins.isEmpty() ? List.of("https://nobody.invalid") : origins,
        Cases.strings(config, "methods"),
        Cases.strings(config, "headers"),
        config.getBoolean("credentials", false));
  }

  private static List<CorsRule> goRules(JsonObject row) {
    JsonObject config = row.getJsonObject("config");
    String prefix = row.getString("source").startsWith("rs/") ? "Allowed" : "";
    List<String> origins = Cases.strings(config, prefix + "Origins");
    List<String> methods = Cases.strings(config, prefix + "Methods");
    return List.of(
        rule(
            origins.isEmpty() ? List.of("*") : origins,
            methods.isEmpty() ? List.of("GET", "HEAD", "POST") : methods,
            Cases.strings(config, prefix.isEmpty() ? "RequestHeaders" : "AllowedHeaders"),
            config.getBoolean("Credentialed", false)));
  }

  private static CorsRule rule(
      List<String> origins, List<String> methods, List<String> headers, boolean credentials) {
    return CorsRule.allow(origins.toArray(String[]::new))
        .methods(methods.isEmpty() ? List.of("*") : methods)
        .headers(headers)
        .credentials(credentials)
        .dangerouslyAllow(CorsHazard.INSECURE_ORIGIN)
        .build();
  }
}
