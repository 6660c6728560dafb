package io.bucketcors.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsResponseWriter;
import io.bucketcors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whatever comes in, nothing is thrown and nothing unchecked goes out. Without {@code
 * JAZZER_FUZZ=1} each method runs over its kept inputs only.
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

  private static final CorsPolicy ANY_HTTPS =
      CorsPolicy.of(
          CorsRule.allow("https://*:*", "http://*.a.example", "http://[::1]:*")
              .methods("GET")
              .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
              .build());

  private static final CorsPolicy HEADERS =
      CorsPolicy.of(
          CorsRule.allow("https://a.example").methods("GET").headers("x-a", "x-b*c").build(),
          CorsRule.allow("https://a.example").methods("GET").headers("*").build());

  @FuzzTest(maxDuration = "10m")
  void readsAnyOrigin(byte[] bytes) {
    String origin = new String(bytes, StandardCharsets.ISO_8859_1);
    Map<String, String> headers = answer(ANY_HTTPS, CorsRequest.actual("GET", origin));
    String granted = headers.get("Access-Control-Allow-Origin");
    if (granted != null) {
      assertEquals(origin, granted);
      assertTrue(granted.length() <= 326, granted);
      assertTrue(granted.matches("https?://[a-z0-9._:\\[\\]-]+"), granted);
      assertFalse(granted.endsWith(":"), granted);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void readsAnyPattern(byte[] bytes) {
    String pattern = new String(bytes, StandardCharsets.UTF_8);
    List<CorsProblem> problems = builder(pattern).check();
    for (CorsProblem problem : problems) {
      String message = problem.message();
      assertTrue(message.chars().noneMatch(Character::isISOControl), message);
      assertTrue(message.length() < 2_000, message);
    }
    if (problems.stream().noneMatch(CorsProblem::isError)) {
      CorsPolicy policy = builder(pattern).build();
      boolean exact = pattern.indexOf('*') < 0 && !pattern.equals("null");
      if (exact) {
        assertTrue(policy.decide(CorsRequest.actual("GET", pattern)).isAllowed(), pattern);
      }
      String evil = "https://evil.invalid";
      boolean covers = List.of("*", evil).contains(pattern) || pattern.contains("*");
      assertTrue(covers || !policy.decide(CorsRequest.actual("GET", evil)).isAllowed(), pattern);
    }
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

  private static CorsPolicy.Builder builder(String pattern) {
    return CorsPolicy.builder()
        .rule(CorsRule.allow(pattern).methods("GET").dangerouslyAllow(CorsHazard.values()).build());
  }
}
