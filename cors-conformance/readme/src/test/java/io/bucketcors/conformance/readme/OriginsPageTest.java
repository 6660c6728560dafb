package io.bucketcors.conformance.readme;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each pattern matches, as the library says. */
class OriginsPageTest {
  private static final Map<String, List<String>> TRIED = new LinkedHashMap<>();

  static {
    TRIED.put(
        "https://a.example",
        List.of(
            "https://a.example",
            "http://a.example",
            "https://a.example:8443",
            "https://www.a.example",
            "https://a.example.evil.example",
            "https://xa.example"));
    TRIED.put("https://a.example:8443", List.of("https://a.example:8443", "https://a.example"));
    TRIED.put(
        "https://*.a.example",
        List.of(
            "https://www.a.example",
            "https://x.y.a.example",
            "https://a.example",
            "https://evila.example",
            "https://www.a.example:8443",
            "http://www.a.example"));
    TRIED.put(
        "https://pr-*.a.example",
        List.of(
            "https://pr-17.a.example",
            "https://pr-.a.example",
            "https://pr-17.x.a.example",
            "https://xpr-17.a.example"));
    TRIED.put(
        "https://*-pr.a.example",
        List.of("https://17-pr.a.example", "https://x.17-pr.a.example", "https://a.example"));
    TRIED.put(
        "http://localhost:*",
        List.of(
            "http://localhost",
            "http://localhost:3000",
            "https://localhost:3000",
            "http://127.0.0.1:3000"));
    TRIED.put(
        "https://*.a.example:*",
        List.of("https://www.a.example", "https://www.a.example:8443", "https://a.example:8443"));
    TRIED.put("*", List.of("https://any.example", "http://localhost:3000", "null", "app://."));
    TRIED.put("null", List.of("null", "https://a.example"));
    TRIED.put(
        "https://*example.com",
        List.of("https://example.com", "https://www.example.com", "https://evilexample.com"));
    TRIED.put(
        "https://*.github.io",
        List.of("https://me.github.io", "https://stranger.github.io", "https://github.io"));
    TRIED.put(
        "http*://a.example", List.of("http://a.example", "https://a.example", "ftp://a.example"));
    TRIED.put(
        "capacitor://localhost",
        List.of("capacitor://localhost", "http://localhost", "capacitor://Localhost"));
    TRIED.put("app://.", List.of("app://.", "app://x"));
    TRIED.put(
        "moz-extension://*",
        List.of("moz-extension://2f3c4a5b-0000-4000-8000-123456789abc", "https://a.example"));
  }

  @Test
  void thePageSaysWhatEachPatternMatches() throws Exception {
    StringBuilder table =
        new StringBuilder("| pattern | matches | does not match | needs |\n|---|---|---|---|\n");
    TRIED.forEach(
        (pattern, origins) -> {
          CorsRule plain = CorsRule.allow(pattern).methods("GET", "HEAD").build();
          CorsPolicy policy =
              CorsPolicy.of(plain.toBuilder().dangerouslyAllow(CorsHazard.values()).build());
          List<String> matches = new ArrayList<>();
          List<String> others = new ArrayList<>();
          for (String origin : origins) {
            boolean allowed = policy.decide(CorsRequest.actual("GET", origin)).isAllowed();
            (allowed ? matches : others).add("`" + origin + "`");
          }
          String needs =
              CorsPolicy.builder().rule(plain).check().stream()
                  .filter(problem -> problem.code().startsWith("hazard-"))
                  .map(problem -> "`" + problem.code().substring("hazard-".length()) + "`")
                  .findFirst()
                  .orElse("");
          table
              .append("| `")
              .append(pattern)
              .append("` | ")
              .append(String.join(", ", matches))
              .append(" | ")
              .append(String.join(", ", others))
              .append(" | ")
              .append(needs)
              .append(" |\n");
        });
    Written.check("rules/origins.md", "OriginsPageTest", table.toString());
  }
}
