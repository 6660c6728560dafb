package io.bucketcors.report;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules in force, for people. Bounded: nobody reads ten thousand rules in a log. */
public final class RulesReport {
  private static final int MOST_RULES = 50;
  private static final int MOST_ELEMENTS = 20;
  private static final int MOST_NOTES = 20;

  private final StringBuilder text;

  private RulesReport(String title) {
    text = new StringBuilder(title);
  }

  /** Whether any bucket answers at all. */
  public static boolean governs(CorsPolicies policies) {
    return policies.enabled()
        && (policies.defaultBucket().governs()
            || policies.namedBuckets().stream().anyMatch(CorsPolicy::governs));
  }

  /** How many rules there are in all buckets. */
  public static int count(CorsPolicies policies) {
    return Stream.concat(Stream.of(policies.defaultBucket()), policies.namedBuckets().stream())
        .mapToInt(policy -> policy.rules().size())
        .sum();
  }

  /**
   * @param notes what a reader of the rules would not expect of their sources
   */
  public static String of(
      String title, CorsPolicies policies, CorsLocation.Finder finder, List<String> notes) {
    if (!policies.enabled()) {
      return "CORS is switched off by bucketcors.enabled=false, so the app is untouched.";
    }
    if (!governs(policies)) {
      return "There are no CORS rules, so the app is untouched.";
    }
    RulesReport report = new RulesReport(title + ", version " + policies.version() + ":");
    report.bucket(policies.defaultBucket(), finder);
    policies.namedBuckets().forEach(policy -> report.bucket(policy, finder));
    notes.stream()
        .limit(MOST_NOTES)
        .forEach(note -> report.text.append("\n  ").append(Quoted.sentence(note)));
    if (notes.size() > MOST_NOTES) {
      report
          .text
          .append("\n  and ")
          .append(notes.size() - MOST_NOTES)
          .append(" more such settings");
    }
    return report.text.toString();
  }

  /**
   * As {@link #of(String, CorsPolicies, CorsLocation.Finder, List)}, with what the change to these
   * rules is, in one word.
   */
  public static String of(
      String title,
      CorsComparison comparison,
      CorsPolicies policies,
      CorsLocation.Finder finder,
      List<String> notes) {
    String word =
        comparison.change().word() + (comparison.complete() ? "" : " (not compared to the end)");
    return governs(policies)
        ? of(title + ", change " + word, policies, finder, notes)
        : of(title, policies, finder, notes) + " The change is " + word + ".";
  }

  private void bucket(CorsPolicy policy, CorsLocation.Finder finder) {
    List<CorsRule> rules = policy.rules();
    text.append("\n  bucket ").append(policy.bucket());
    text.append(", dialect ").append(policy.dialect().key());
    if (rules.isEmpty()) {
      text.append(
          policy.dialect() == CorsDialect.STANDARD ? ": no rules, untouched" : ": no rules");
    }
    for (int i = 0; i < Math.min(rules.size(), MOST_RULES); i++) {
      String source = finder.find(policy.bucket(), i, null, -1).source();
      text.append("\n    rule ").append(i);
      text.append(source == null ? "" : " (" + Quoted.bare(source) + ")").append(": ");
      rule(rules.get(i));
    }
    if (rules.size() > MOST_RULES) {
      text.append("\n    and ").append(rules.size() - MOST_RULES).append(" more");
    }
  }

  private void rule(CorsRule rule) {
    String id = rule.id();
    if (id != null) {
      text.append("id ").append(Quoted.of(id)).append(", ");
    }
    text.append("origins ").append(list(rule.allowedOrigins()));
    text.append(", methods ").append(list(rule.allowedMethods()));
    if (!rule.allowedHeaders().isEmpty()) {
      text.append(", headers ").append(list(rule.allowedHeaders()));
    }
    if (!rule.exposeHeaders().isEmpty()) {
      text.append(", exposes ").append(list(rule.exposeHeaders()));
    }
    rule.maxAgeSeconds()
        .ifPresent(seconds -> text.append(", max age ").append(seconds).append(" s"));
    if (rule.allowCredentials()) {
      text.append(", with credentials");
    }
    if (!rule.dangerouslyAllow().isEmpty()) {
      text.append(", dangerously allows ");
      text.append(list(rule.dangerouslyAllow().stream().map(CorsHazard::key).toList()));
    }
  }

  private static String list(List<String> elements) {
    String shown =
        elements.stream().limit(MOST_ELEMENTS).map(Quoted::bare).collect(Collectors.joining(" "));
    int more = elements.size() - MOST_ELEMENTS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** The warnings among problems, as one text; empty where there is none. */
  public static String warnings(List<CorsProblem> problems) {
    List<String> text =
        problems.stream().filter(problem -> !problem.isError()).map(CorsProblem::message).toList();
    return text.isEmpty()
        ? ""
        : "CORS rules are active, with warnings:\n  - " + String.join("\n  - ", text);
  }

  /**
   * What is said once, at start, of rules for GET without HEAD; empty where there is nothing to
   * say. Half of all real documents have such rules and mean them, so it is no warning; and outside
   * of stores, which serve both alike, hardly any script sends HEAD.
   */
  public static String withoutHead(CorsPolicies policies) {
    String rules =
        Stream.concat(Stream.of(policies.defaultBucket()), policies.namedBuckets().stream())
            .filter(policy -> policy.dialect() != CorsDialect.STANDARD)
            .flatMap(policy -> withoutHead(policy).stream())
            .collect(Collectors.joining(", "));
    return rules.isEmpty()
        ? ""
        : "HEAD is not implied by GET, and these rules list GET alone: "
            + rules
            + ". Add HEAD where scripts should be able to ask for headers alone.";
  }

  private static List<String> withoutHead(CorsPolicy policy) {
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
