package io.bucketcors.conformance.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsPolicySources;
import java.util.Map;

/** The rules that the suite asks about. */
final class SuiteRules {
  private SuiteRules() {}

  /** Throws, as the feature's own reading of the configuration does. */
  static CorsPolicySource misconfigured() {
    return CorsPolicySources.of(
        Map.of(
            "bucketcors.rules[0].allowed-origins", "https://a.example/",
            "bucketcors.rules[0].allowed-methods", "put",
            "bucketcors.rules[0].max-age-seconds", "soon"));
  }

  /** With buckets by path, and with others by name only. */
  static CorsPolicySource named() {
    return CorsPolicySource.fixed(
        byPath()
            .bucket(
                CorsPolicy.builder()
                    .bucket("orders")
                    .rule(CorsRule.allow("https://orders.example").methods("*").build())
                    .build())
            .bucket(
                CorsPolicy.builder()
                    .bucket("reports")
                    .rule(CorsRule.allow("https://reports.example").methods("GET", "PUT").build())
                    .build())
            .build());
  }

  /** With buckets by path only. */
  static CorsPolicySource source() {
    return CorsPolicySource.fixed(byPath().build());
  }

  private static CorsPolicies.Builder byPath() {
    CorsPolicy whole =
        CorsPolicy.of(
            CorsRule.allow("https://app.example")
                .methods("GET", "HEAD", "PUT", "POST", "DELETE")
                .headers("content-type", "x-token")
                .expose("ETag")
                .maxAgeSeconds(600)
                .build());
    CorsPolicy byPath =
        CorsPolicy.builder()
            .bucket("bypath")
            .rule(CorsRule.allow("https://path.example").methods("GET").build())
            .build();
    CorsPolicy store =
        CorsPolicy.builder()
            .bucket("store")
            .dialect(io.bucketcors.CorsDialect.S3)
            .rule(CorsRule.allow("https://app.example").methods("GET", "HEAD", "PUT").build())
            .build();
    return CorsPolicies.builder()
        .defaultBucket(whole)
        .bucket(byPath, "/api/bypath/*")
        .bucket(
            CorsPolicy.builder()
                .bucket("public")
                .rule(CorsRule.allow("*").methods("GET").build())
                .build(),
            "/api/public/*")
        .bucket(store, "/api/store/*");
  }
}
