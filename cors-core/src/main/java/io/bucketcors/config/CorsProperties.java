package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsField;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.Objects;

/**
 * Writes rules as the properties that give them, as {@link
 * io.bucketcors.document.CorsDocument#write} does as documents.
 */
public final class CorsProperties {
  private static final String COMMA = ",";

  private final StringBuilder text = new StringBuilder();
  private String bucket = CorsPolicy.DEFAULT_BUCKET;

  private CorsProperties() {}

  /**
   * Writes rules as the text of a properties file: lines {@code bucketcors.rules[N].… = value} for
   * the default bucket, in order, none of them for what a rule does not have. The text is ASCII;
   * whatever the rules hold, {@link java.util.Properties#load} gives back exactly the keys of these
   * rules, and {@link CorsPolicySources#of} then the same rules. Where MicroProfile Config reads
   * them, {@code ${…}} in an id is an expression.
   *
   * @param rules none gives an empty text
   * @return lines, each ended by a line feed
   * @throws IllegalArgumentException if properties cannot say it: an element of a list that is
   *     empty, has blanks at an end, or holds <code>${</code>; or an empty id
   */
  public static String write(List<CorsRule> rules) {
    Objects.requireNonNull(rules, "rules");
    CorsProperties properties = new CorsProperties();
    for (int i = 0; i < rules.size(); i++) {
      properties.rule(i, rules.get(i));
    }
    return properties.text.toString();
  }

  /**
   * Writes all rules, of named buckets too, with everything that decides on an answer, as the text
   * of a properties file. What {@link #write(List)} says of the text holds here too; a bucket
   * without rules is written as one that has none on purpose.
   *
   * @param policies rules that are switched off give {@code bucketcors.enabled = false}
   * @throws IllegalArgumentException as {@link #write(List)}
   */
  public static String write(CorsPolicies policies) {
    Objects.requireNonNull(policies, "policies");
    if (!policies.enabled()) {
      return PropertyName.of(CorsPolicy.DEFAULT_BUCKET, CorsField.ENABLED).text() + " = false\n";
    }
    CorsProperties properties = new CorsProperties();
    properties.bucket(policies.defaultBucket(), List.of());
    for (CorsPolicy policy : policies.namedBuckets()) {
      properties.bucket(policy, policies.paths(policy.bucket()));
    }
    return properties.text.toString();
  }

  private void bucket(CorsPolicy policy, List<String> paths) {
    bucket = policy.bucket();
    list(-1, CorsField.PATHS, paths);
    if (policy.dialect() != CorsDialect.STANDARD) {
      line(-1, CorsField.DIALECT, -1, policy.dialect().key());
    }
    if (policy.preflightStatus() != (policy.dialect() == CorsDialect.STANDARD ? 204 : 200)) {
      line(-1, CorsField.PREFLIGHT_STATUS, -1, Integer.toString(policy.preflightStatus()));
    }
    if (policy.responseVary()) {
      line(-1, CorsField.RESPONSE_VARY, -1, "true");
    }
    if (policy.diagnostics()) {
      line(-1, CorsField.DIAGNOSTICS, -1, "true");
    }
    if (policy.rules().isEmpty()) {
      line(-1, CorsField.RULES, -1, "");
    }
    for (int i = 0; i < policy.rules().size(); i++) {
      rule(i, policy.rules().get(i));
    }
  }

  private void rule(int index, CorsRule rule) {
    String id = rule.id();
    if (id != null) {
      if (id.isEmpty()) {
        throw new IllegalArgumentException("an empty id is none");
      }
      line(index, CorsField.ID, -1, id);
    }
    list(index, CorsField.ALLOWED_ORIGINS, rule.allowedOrigins());
    list(index, CorsField.ALLOWED_METHODS, rule.allowedMethods());
    list(index, CorsField.ALLOWED_HEADERS, rule.allowedHeaders());
    list(index, CorsField.EXPOSE_HEADERS, rule.exposeHeaders());
    if (rule.maxAgeSeconds().isPresent()) {
      String seconds = Long.toString(rule.maxAgeSeconds().getAsLong());
      line(index, CorsField.MAX_AGE_SECONDS, -1, seconds);
    }
    if (rule.allowCredentials()) {
      line(index, CorsField.ALLOW_CREDENTIALS, -1, "true");
    }
    List<String> hazards = rule.dangerouslyAllow().stream().map(CorsHazard::key).toList();
    list(index, CorsField.DANGEROUSLY_ALLOW, hazards);
  }

  private void list(int index, CorsField field, List<String> elements) {
    if (elements.isEmpty()) {
      return;
    }
    elements.forEach(CorsProperties::requireExpressible);
    // A backslash before the comma that ends an element would make it one of the element.
    if (elements.stream().noneMatch(element -> element.endsWith("\\"))) {
      List<String> escaped = elements.stream().map(each -> each.replace(COMMA, "\\,")).toList();
      line(index, field, -1, String.join(COMMA, escaped));
      return;
    }
    for (int element = 0; element < elements.size(); element++) {
      line(index, field, element, elements.get(element));
    }
  }

  private static void requireExpressible(String element) {
    if (element.isEmpty() || !element.equals(element.strip()) || element.contains("${")) {
      throw new IllegalArgumentException(
          "properties cannot say this element of a list: '" + escaped(element) + "'");
    }
  }

  private void line(int index, CorsField field, int element, String value) {
    PropertyName name = new PropertyName(bucket, index, field, element);
    text.append(name.text()).append(" = ").append(escaped(value)).append('\n');
  }

  /**
   * As {@link java.util.Properties#load} reads it back. Separators need no escape behind the first
   * one; blanks at the ends do, as the first are skipped and editors take off the last.
   */
  static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean atAnEnd = i == 0 || i == value.length() - 1;
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < ' ' || c > '~' || c == ' ' && atAnEnd) {
            escaped.append(String.format("\\u%04X", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
