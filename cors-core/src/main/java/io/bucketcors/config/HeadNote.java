package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said once, at start, of rules for GET without HEAD. Half of all real documents have such
 * rules and mean them, so it is no warning; and outside of stores, which serve both alike, hardly
 * any script sends HEAD.
 */
final class HeadNote {
  private HeadNote() {}

  /** The note; empty where there is nothing to say. */
  static String of(CorsPolicies policies) {
    String rules =
        Stream.concat(Stream.of(policies.defaultBucket()), policies.namedBuckets().stream())
            .filter(policy -> policy.dialect() != CorsDialect.STANDARD)
            .flatMap(policy -> rules(policy).stream())
            .collect(Collectors.joining(", "));
    return rules.isEmpty()
        ? ""
        : "HEAD is not implied by GET, and these rules list GET alone: "
            + rules
            + ". Add HEAD where scripts should be able to ask for headers alone.";
  }

  private static List<String> rules(CorsPolicy policy) {
    List<String> found = new ArrayList<>();
    List<CorsRule> rules = policy.rules();
    for (int i = 0; i < rules.size(); i++) {
      CorsRule rule = rules.get(i);
      boolean alone = rule.allowedMethods().contains("GET") && !allowsHead(rule);
      if (alone && rules.stream().noneMatch(other -> allowsHead(other) && covers(other, rule))) {
        found.add("bucket " + policy.bucket() + " rule " + i);
      }
    }
    return found.size() > 10
        ? List.of("bucket " + policy.bucket() + " " + found.size() + " rules")
        : found;
  }

  private static boolean allowsHead(CorsRule rule) {
    return rule.allowedMethods().contains("HEAD") || rule.allowedMethods().contains("*");
  }

  private static boolean covers(CorsRule covering, CorsRule covered) {
    return covering.allowedOrigins().contains("*")
        || covering.allowedOrigins().containsAll(covered.allowedOrigins());
  }
}
