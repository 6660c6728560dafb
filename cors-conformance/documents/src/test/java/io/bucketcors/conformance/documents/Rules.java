package io.bucketcors.conformance.documents;

import io.bucketcors.CorsRule;
import java.util.List;

/** The rules that each SDK puts and gets. */
final class Rules {
  static final List<CorsRule> SAMPLE =
      List.of(
          rule(
              "uploads <&>",
              List.of("https://a.example", "https://*.b.example"),
              List.of("PUT", "POST"),
              List.of("x-amz-*", "content-type"),
              List.of("ETag", "x-amz-version-id"),
              3000),
          rule(null, List.of("*"), List.of("GET"), List.of(), List.of(), null));

  /** The sample as OSS has it: without ids. */
  static final List<CorsRule> WITHOUT_IDS =
      SAMPLE.stream().map(rule -> rule.toBuilder().id(null).build()).toList();

  private Rules() {}

  /** A rule as an SDK has it; every argument but origins and methods may be null. */
  static CorsRule rule(
      String id,
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      Integer maxAge) {
    CorsRule.Builder rule =
        CorsRule.allow()
            .id(id)
            .origins(origins)
            .methods(methods)
            .headers(headers == null ? List.of() : headers)
            .expose(exposed == null ? List.of() : exposed);
    if (maxAge != null) {
      rule.maxAgeSeconds(maxAge);
    }
    return rule.build();
  }
}
