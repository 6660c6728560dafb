package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsExplanation.Part;
import io.bucketcors.CorsExplanation.RuleExplanation;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The very values of rules that match a request, or what of it no value matches. The library says
 * so: it is asked again about rules that have one value each, or about one header name each.
 */
final class Values {
  /** Nobody asks for more; each is asked about alone. */
  private static final int MOST_NAMES = 64;

  private final CorsPolicy policy;
  private final Asked asked;
  private final List<Name> names = new ArrayList<>();

  /** What the rules say of one requested header name. */
  private record Name(String name, List<RuleExplanation> rules) {}

  Values(CorsPolicy policy, Asked asked) {
    this.policy = policy;
    this.asked = asked;
    asked.headers().stream()
        .limit(MOST_NAMES)
        .map(name -> new Name(name, policy.explain(asked.request(List.of(name))).rules()))
        .forEach(names::add);
  }

  /** The listed origin that matches, or the one that none matches. */
  String origin(RuleExplanation rule) {
    if (rule.origin() != Part.MATCHED) {
      return asked.origin();
    }
    return first(
        rule.rule().allowedOrigins(),
        one -> any().origins(List.of(one)).methods("GET"),
        RuleExplanation::origin);
  }

  /** The listed method that matches, or the one that none matches. */
  String method(RuleExplanation rule) {
    if (rule.method() != Part.MATCHED) {
      return asked.method();
    }
    return first(
        rule.rule().allowedMethods(),
        one -> any().origins(List.of("*")).methods(one),
        RuleExplanation::method);
  }

  /** The listed names that cover what is asked for, or the requested names that none covers. */
  String headers(RuleExplanation rule) {
    if (rule.headers() == Part.MATCHED) {
      Set<String> covering = new LinkedHashSet<>();
      for (Name name : names) {
        covering.addAll(
            matching(
                rule.rule().allowedHeaders(),
                one -> any().origins(List.of("*")).methods("GET").headers(one),
                RuleExplanation::headers,
                asked.request(List.of(name.name))));
      }
      return String.join(", ", covering);
    }
    List<String> failing =
        names.stream()
            .filter(name -> name.rules.get(rule.index()).headers() == Part.FAILED)
            .map(Name::name)
            .toList();
    return String.join(", ", failing.isEmpty() ? asked.headers() : failing);
  }

  private static CorsRule.Builder any() {
    return CorsRule.allow().dangerouslyAllow(CorsHazard.values());
  }

  private String first(
      List<String> listed,
      Function<String, CorsRule.Builder> alone,
      Function<RuleExplanation, Part> part) {
    List<String> matching = matching(listed, alone, part, asked.request());
    return matching.isEmpty() ? "" : matching.get(0);
  }

  /** Those of the listed values that match by themselves. */
  private List<String> matching(
      List<String> listed,
      Function<String, CorsRule.Builder> alone,
      Function<RuleExplanation, Part> part,
      CorsRequest request) {
    List<CorsRule> rules = listed.stream().map(alone).map(CorsRule.Builder::build).toList();
    CorsPolicy each =
        CorsPolicy.builder().dialect(policy.dialect()).rules(rules).compile(new CorsProblems());
    if (each == null) {
      return List.of();
    }
    return each.explain(request).rules().stream()
        .filter(rule -> part.apply(rule) == Part.MATCHED)
        .map(rule -> listed.get(rule.index()))
        .toList();
  }
}
