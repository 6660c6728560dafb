package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explaining goes another way than deciding, and ends at the same rule. */
class ExplainTest {
  private static final List<String> PATTERNS =
      List.of(
          "https://a.example",
          "https://*.a.example",
          "https://*.a.example:8443",
          "https://*.b.example:*",
          "http://localhost:*",
          "http*://c.example",
          "https://x*.d.example",
          "https://e.*",
          "null",
          "*");

  @Test
  @Tag("slow")
  void agreesWithTheDecisionForEveryKindOfPattern() {
    for (CorsDialect dialect : CorsDialect.values()) {
      for (String pattern : PATTERNS) {
        if (dialect != CorsDialect.STANDARD && pattern.indexOf('*') != pattern.lastIndexOf('*')) {
          continue;
        }
        CorsPolicy policy =
            CorsPolicy.builder()
                .dialect(dialect)
                .rule(
                    CorsRule.allow(pattern)
                        .methods("GET", "PUT")
                        .headers("x-a")
                        .dangerouslyAllow(CorsHazard.values())
                        .build())
                .build();
        for (String other : PATTERNS) {
          for (String origin : RandomRules.nearMisses(other)) {
            agrees(policy, CorsRequest.actual("GET", origin));
            agrees(policy, CorsRequest.actual("GET", origin).with("Origin", origin));
            agrees(policy, CorsRequest.preflight(origin, "PUT", "x-a"));
            agrees(policy, CorsRequest.preflight(origin, "PUT", "x-b"));
            agrees(policy, CorsRequest.preflight(origin, "P T"));
            agrees(policy, CorsRequest.preflight(origin, "DELETE"));
            agrees(
                policy,
                CorsRequest.preflight(origin, "PUT").with("Access-Control-Request-Method", "PUT"));
          }
        }
      }
    }
  }

  private static void agrees(CorsPolicy policy, CorsRequest request) {
    CorsExplanation explanation = policy.explain(request);
    boolean explained = explanation.rules().get(0).matches();
    assertThat(explained)
        .as("%s over %s", request, policy.rules())
        .isEqualTo(policy.decide(request).isAllowed());
  }
}
