package io.bucketcors.examples.bucket;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Rules as lines of properties, as a person would write them into a file. */
final class RuleText {
  private RuleText() {}

  /**
   * The lines as a map.
   *
   * @throws IllegalArgumentException if a line holds a broken escape
   */
  static Map<String, String> read(String lines) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(lines));
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }

  /** The lines that give the rules of the default bucket; none without rules. */
  static String write(CorsPolicy policy) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < policy.rules().size(); i++) {
      CorsRule rule = policy.rules().get(i);
      String prefix = "bucketcors.rules[" + i + "].";
      if (rule.id() != null) {
        line(text, prefix + "id", rule.id());
      }
      list(text, prefix + "allowed-origins", rule.allowedOrigins());
      list(text, prefix + "allowed-methods", rule.allowedMethods());
      list(text, prefix + "allowed-headers", rule.allowedHeaders());
      list(text, prefix + "expose-headers", rule.exposeHeaders());
      if (rule.maxAgeSeconds().isPresent()) {
        line(text, prefix + "max-age-seconds", Long.toString(rule.maxAgeSeconds().getAsLong()));
      }
      if (rule.allowCredentials()) {
        line(text, prefix + "allow-credentials", "true");
      }
      list(
          text,
          prefix + "dangerously-allow",
          rule.dangerouslyAllow().stream().map(CorsHazard::key).toList());
    }
    return text.toString();
  }

  private static void list(StringBuilder text, String key, List<String> values) {
    if (!values.isEmpty()) {
      line(text, key, String.join(",", values.stream().map(v -> v.replace(",", "\\,")).toList()));
    }
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n');
  }
}
