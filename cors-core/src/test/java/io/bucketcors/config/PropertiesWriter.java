package io.bucketcors.config;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes rules as properties, for tests. */
final class PropertiesWriter {
  private PropertiesWriter() {}

  static Map<String, String> write(List<CorsRule> rules) {
    Map<String, String> properties = new TreeMap<>();
    for (int i = 0; i < rules.size(); i++) {
      CorsRule rule = rules.get(i);
      String prefix = "bucketcors.rules[" + i + "].";
      if (rule.id() != null) {
        properties.put(prefix + "id", rule.id());
      }
      properties.put(prefix + "allowed-origins", String.join(",", rule.allowedOrigins()));
      for (int j = 0; j < rule.allowedMethods().size(); j++) {
        properties.put(prefix + "allowed-methods[" + j + "]", rule.allowedMethods().get(j));
      }
      properties.put(prefix + "allowed-headers", String.join(" , ", rule.allowedHeaders()));
      properties.put(prefix + "expose-headers", String.join(",", rule.exposeHeaders()));
      rule.maxAgeSeconds()
          .ifPresent(seconds -> properties.put(prefix + "max-age-seconds", Long.toString(seconds)));
      properties.put(prefix + "allow-credentials", Boolean.toString(rule.allowCredentials()));
      properties.put(
          prefix + "dangerously-allow",
          String.join(",", rule.dangerouslyAllow().stream().map(CorsHazard::key).toList()));
    }
    return properties;
  }
}
