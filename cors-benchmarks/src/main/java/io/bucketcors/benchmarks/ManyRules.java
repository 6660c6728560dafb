package io.bucketcors.benchmarks;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;

/** Rules that differ in their origin, as a configuration of many tenants has them. */
final class ManyRules {
  private ManyRules() {}

  static CorsPolicy policy(int count) {
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
}
