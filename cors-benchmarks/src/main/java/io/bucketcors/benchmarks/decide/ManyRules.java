package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.HashMap;
import java.util.Map;

/** Rules that differ in their origin, as a configuration of many tenants has them. */
public final class ManyRules {
  private ManyRules() {}

  /** So many rules, compiled. */
  public static CorsPolicy policy(int count) {
    CorsPolicy.Builder policy = CorsPolicy.builder();
    for (int i = 0; i < count; i++) {
      policy.rule(
          CorsRule.allow("https://site" + i + ".example")
              .methods("GET", "HEAD", "PUT")
              .headers("content-type", "x-amz-*")
              .build());
    }
    return policy.build();
  }

  /** The same rules as properties. */
  public static Map<String, String> properties(int count) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String rule = "bucketcors.rules[" + i + "].";
      properties.put(rule + "allowed-origins", "https://site" + i + ".example");
      properties.put(rule + "allowed-methods", "GET,HEAD,PUT");
      properties.put(rule + "allowed-headers", "content-type,x-amz-*");
    }
    return properties;
  }
}
