package io.bucketcors.spring;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.CorsStatus;
import io.bucketcors.testing.CorsQuestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows the rules in force, and with an origin how they decide on what a page of it asks for:
 * {@code /actuator/bucketcors?origin=https://app.example&method=PUT&headers=content-type}.
 */
@Endpoint(id = "bucketcors")
public class BucketCorsEndpoint {
  private final CorsPolicySource source;

  BucketCorsEndpoint(CorsPolicySource source) {
    this.source = source;
  }

  /**
   * The rules, or how they decide.
   *
   * @param origin whose page asks; without it, the rules themselves are shown
   * @param method what it asks with; GET by default
   * @param headers the request headers that a preflight would name, separated by commas
   * @param path below the context path; the root by default
   */
  @ReadOperation
  public Map<String, Object> rules(
      @org.springframework.lang.Nullable String origin,
      @org.springframework.lang.Nullable String method,
      @org.springframework.lang.Nullable String headers,
      @org.springframework.lang.Nullable String path) {
    CorsPolicies policies = source.current();
    return origin == null
        ? all(policies)
        : explained(
            policies,
            CorsQuestion.of(
                origin,
                method == null ? "GET" : method,
                headers == null ? List.of() : List.of(headers.split(",")),
                path == null ? "/" : path));
  }

  private Map<String, Object> all(CorsPolicies policies) {
    Map<String, Object> shown = new LinkedHashMap<>();
    CorsStatus status = source.status();
    shown.put("version", policies.version());
    shown.put("enabled", policies.enabled());
    shown.put("outcome", status.outcome());
    shown.put("lastGood", status.lastGood());
    shown.put("problems", status.problems().stream().map(CorsProblem::message).toList());
    Map<String, Object> buckets = new LinkedHashMap<>();
    buckets.put(CorsPolicy.DEFAULT_BUCKET, bucket(policies, policies.defaultBucket()));
    for (CorsPolicy bucket : policies.namedBuckets()) {
      buckets.put(bucket.bucket(), bucket(policies, bucket));
    }
    shown.put("buckets", buckets);
    return shown;
  }

  private static Map<String, Object> bucket(CorsPolicies policies, CorsPolicy policy) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("dialect", policy.dialect().key());
    if (!policy.bucket().equals(CorsPolicy.DEFAULT_BUCKET)) {
      shown.put("paths", policies.paths(policy.bucket()));
    }
    shown.put("rules", policy.rules().stream().map(BucketCorsEndpoint::rule).toList());
    return shown;
  }

  private static Map<String, Object> rule(CorsRule rule) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (rule.id() != null) {
      shown.put("id", rule.id());
    }
    shown.put("allowedOrigins", rule.allowedOrigins());
    shown.put("allowedMethods", rule.allowedMethods());
    shown.put("allowedHeaders", rule.allowedHeaders());
    shown.put("exposeHeaders", rule.exposeHeaders());
    rule.maxAgeSeconds().ifPresent(seconds -> shown.put("maxAgeSeconds", seconds));
    shown.put("allowCredentials", rule.allowCredentials());
    return shown;
  }

  private static Map<String, Object> explained(CorsPolicies policies, CorsQuestion question) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (CorsQuestion.Answer answer : question.answers(policies)) {
      shown.put("bucket", answer.decision().bucket());
      shown.put(answer.kind(), shown(answer));
    }
    return shown;
  }

  private static Map<String, Object> shown(CorsQuestion.Answer answer) {
    CorsDecision decision = answer.decision();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("allowed", decision.isAllowed());
    shown.put("reason", decision.reason());
    shown.put("headers", decision.headers(answer.request()));
    shown.put(
        "rules", answer.explanation().rules().stream().map(BucketCorsEndpoint::part).toList());
    return shown;
  }

  private static Map<String, @Nullable Object> part(CorsExplanation.RuleExplanation rule) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("rule", rule.index());
    if (rule.rule().id() != null) {
      shown.put("id", rule.rule().id());
    }
    shown.put("matches", rule.matches());
    shown.put("origin", rule.origin());
    shown.put("method", rule.method());
    shown.put("headers", rule.headers());
    return shown;
  }
}
