package io.bucketcors.conformance.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;

/** The rules that the suite asks about. */
final class SuiteRules {
  private SuiteRules() {}

  static CorsPolicySource source() {
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
    return CorsPolicySource.fixed(
        CorsPolicies.builder()
            .defaultBucket(whole)
            .bucket(byPath, "/api/bypath/*")
            .bucket(store, "/api/store/*")
            .build());
  }
}
