package io.bucketcors.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReason;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.oracle.SlowOrigin;
import io.bucketcors.oracle.SlowPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whatever comes in, nothing is thrown, nothing unchecked goes out, and a second reader, which
 * reads origins in another way, says the same. Without {@code JAZZER_FUZZ=1} each method runs over
 * its kept inputs only.
 */
class ReadersFuzzTest {
  private static final CorsResponseWriter<Map<String, String>> WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(Map<String, String> response, String name, String value) {
          response.put(name, value);
        }

        @Override
        public void vary(Map<String, String> response, String fieldNames) {
          response.put("Vary", fieldNames);
        }
      };

  /** Each the only origin of a rule, so that a decision says which of them matched. */
  private static final List<String> PATTERNS =
      List.of(
          "https://a.example",
          "capacitor://MyApp",
          "http://*.a.example",
          "https://pr-*.a.example:*",
          "https://*-x.a.example",
          "http://[::1]:*",
          "moz-extension://*",
          "app://*.x:*",
          "https://*:*");

  private static final CorsPolicy ORIGINS = ofEach(PATTERNS);

  private static final CorsPolicy HEADERS =
      CorsPolicy.of(
          CorsRule.allow("https://a.example").methods("GET").headers("x-a", "x-b*c").build(),
          CorsRule.allow("https://a.example").methods("GET").headers("*").build());

  @FuzzTest(maxDuration = "10m")
  void readsAnyOrigin(byte[] bytes) {
    String origin = new String(bytes, StandardCharsets.ISO_8859_1);
    CorsRequest request = CorsRequest.actual("GET", origin);
    CorsDecision decision = ORIGINS.decide(request);
    int expected = -1;
    for (int i = 0; expected < 0 && i < PATTERNS.size(); i++) {
      expected = SlowPattern.matches(PATTERNS.get(i), List.of(origin)) ? i : -1;
    }
    assertEquals(
        expected,
        decision instanceof CorsDecision.Allowed allowed ? allowed.ruleIndex() : -1,
        origin);
    boolean malformed = decision.reason() == CorsReason.MALFORMED_ORIGIN;
    assertEquals(!origin.equals("null") && SlowOrigin.read(origin).isEmpty(), malformed, origin);
    String granted = answer(ORIGINS, request).get("Access-Control-Allow-Origin");
    assertEquals(expected < 0 ? null : origin, granted);
  }

  /** A pattern and, after the last line feed, an origin. */
  @FuzzTest(maxDuration = "10m")
  void readsAnyPattern(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String pattern =
        text.substring(0, text.indexOf('\n') < 0 ? text.length() : text.lastIndexOf('\n'));
    List<CorsProblem> problems = builder(pattern, CorsHazard.values()).check();
    for (CorsProblem problem : problems) {
      String message = problem.message();
      assertTrue(message.chars().noneMatch(Character::isISOControl), message);
      assertTrue(message.length() < 2_000, message);
    }
    boolean accepted = problems.stream().noneMatch(CorsProblem::isError);
    assertEquals(SlowPattern.isPattern(pattern), accepted, pattern);
    if (accepted) {
      CorsPolicy policy = builder(pattern, CorsHazard.values()).build();
      for (String origin : near(pattern, text.substring(text.lastIndexOf('\n') + 1))) {
        assertEquals(
            SlowPattern.matches(pattern, List.of(origin)),
            policy.decide(CorsRequest.actual("GET", origin)).isAllowed(),
            () -> origin + " for " + pattern);
      }
      assertEquals(
          SlowPattern.isSafe(pattern),
          builder(pattern).check().stream().noneMatch(CorsProblem::isError),
          pattern);
    }
  }

  private static List<String> near(String pattern, String origin) {
    List<String> near = new ArrayList<>(List.of(origin, pattern, "https://evil.invalid", "null"));
    for (String text : List.of("", "a", ".", "a.b", "evil.invalid", "-", "A", "80", "a:80", "/")) {
      near.add(pattern.replace("*://", "s://").replace(":*", ":80").replace("*", text));
      near.add(pattern.replace("*://", "://").replace(":*", "").replace("*", text));
    }
    return near;
  }

  @FuzzTest(maxDuration = "10m")
  void readsAnyRequestedHeaders(byte[] bytes) {
    String requested = new String(bytes, StandardCharsets.ISO_8859_1);
    CorsRequest request =
        CorsRequest.preflight("https://a.example", "GET")
            .with("Access-Control-Request-Headers", requested);
    CorsDecision decision = HEADERS.decide(request);
    String granted = answer(HEADERS, request).get("Access-Control-Allow-Headers");
    if (granted != null) {
      assertTrue(decision.isAllowed());
      assertTrue(granted.length() <= requested.length(), granted);
      assertTrue(granted.matches("[!#$%&'*+.^_`|~0-9a-z-]+(,[!#$%&'*+.^_`|~0-9a-z-]+)*"), granted);
    }
  }

  private static Map<String, String> answer(CorsPolicy policy, CorsRequest request) {
    Map<String, String> headers = new HashMap<>();
    policy.decide(request).writeHeaders(request, CorsRequest.READER, headers, WRITER);
    return headers;
  }

  private static CorsPolicy.Builder builder(String pattern, CorsHazard... hazards) {
    return CorsPolicy.builder()
        .rule(CorsRule.allow(pattern).methods("GET").dangerouslyAllow(hazards).build());
  }

  private static CorsPolicy ofEach(List<String> patterns) {
    CorsPolicy.Builder policy = CorsPolicy.builder();
    for (String pattern : patterns) {
      policy.rule(
          CorsRule.allow(pattern).methods("GET").dangerouslyAllow(CorsHazard.values()).build());
    }
    return policy.build();
  }
}
