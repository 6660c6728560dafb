package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Two sets of rules to be compared. */
public enum Comparing {
  RULES_100(rules(100, "PUT"), rules(100, "DELETE")),
  RULES_400(rules(400, "PUT"), rules(400, "DELETE")),
  /** A thousand exact origins and a hundred wildcards, one of each changed. */
  ORIGINS_1100(origins(1_000, 100, "before"), origins(1_000, 100, "after")),
  ORIGINS_4400(origins(4_000, 400, "before"), origins(4_000, 400, "after"));

  private final CorsPolicy before;
  private final CorsPolicy after;

  Comparing(CorsPolicy before, CorsPolicy after) {
    this.before = before;
    this.after = after;
  }

  /** All that differs, not the one word alone. */
  int differences() {
    CorsComparison comparison = CorsPolicy.compare(before, after);
    if (!comparison.complete()) {
      throw new IllegalStateException(this + " was given up");
    }
    return comparison.differences().size();
  }

  private static CorsPolicy rules(int count, String ofEveryThird) {
    CorsPolicy.Builder policy = CorsPolicy.builder();
    for (int i = 0; i < count; i++) {
      policy.rule(
          CorsRule.allow("https://site" + i + ".example")
              .methods("GET", i % 3 == 0 ? ofEveryThird : "PUT")
              .headers("x-" + i)
              .build());
    }
    return policy.build();
  }

  private static CorsPolicy origins(int exact, int wildcards, String changed) {
    List<String> origins = new ArrayList<>();
    add(origins, exact, i -> "https://site" + i + ".example");
    add(origins, wildcards, i -> "https://*.part" + i + ".example");
    origins.set(exact / 2, "https://" + changed + ".example");
    origins.set(exact + wildcards / 2, "https://*." + changed + ".example");
    return CorsPolicy.of(CorsRule.allow(origins.toArray(String[]::new)).methods("GET").build());
  }

  private static void add(List<String> origins, int count, IntFunction<String> origin) {
    for (int i = 0; i < count; i++) {
      origins.add(origin.apply(i));
    }
  }
}
