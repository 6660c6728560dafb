package io.bucketcors.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what Spring has bound under the keys that the library reads. */
final class Settings {
  private final Map<String, String> all = new LinkedHashMap<>();

  /** What was written. */
  Map<String, String> all() {
    return all;
  }

  /** Absent where null. */
  void put(String key, @Nullable Object value) {
    if (value != null) {
      all.put(key, value.toString());
    }
  }

  void put(String prefix, BucketCorsBucket bucket) {
    putList(prefix + "paths", bucket.paths());
    put(prefix + "rules-location", bucket.rulesLocation());
    put(prefix + "rules-document", bucket.rulesDocument());
    put(prefix + "dialect", bucket.dialect());
    put(prefix + "preflight-status", bucket.preflightStatus());
    put(prefix + "response-vary", bucket.responseVary());
    put(prefix + "diagnostics", bucket.diagnostics());
    put(prefix + "allow-credentials", bucket.allowCredentials());
    putList(prefix + "dangerously-allow", bucket.dangerouslyAllow());
    List<BucketCorsRule> rules = bucket.rules();
    if (rules == null) {
      return;
    }
    if (rules.isEmpty()) {
      put(prefix + "rules", "");
    }
    for (int i = 0; i < rules.size(); i++) {
      put(prefix + "rules[" + i + "].", rules.get(i));
    }
  }

  private void put(String prefix, BucketCorsRule rule) {
    put(prefix + "id", rule.id());
    // Always there, so that a rule that has nothing else is one too, and its lack is told.
    putList(
        prefix + "allowed-origins",
        rule.allowedOrigins() == null ? List.of() : rule.allowedOrigins());
    putList(prefix + "allowed-methods", rule.allowedMethods());
    putList(prefix + "allowed-headers", rule.allowedHeaders());
    putList(prefix + "expose-headers", rule.exposeHeaders());
    put(prefix + "max-age-seconds", rule.maxAgeSeconds());
    put(prefix + "allow-credentials", rule.allowCredentials());
    putList(prefix + "dangerously-allow", rule.dangerouslyAllow());
  }

  private void putList(String key, @Nullable List<String> values) {
    if (values == null) {
      return;
    }
    if (values.isEmpty()) {
      put(key, "");
    }
    for (int i = 0; i < values.size(); i++) {
      put(key + "[" + i + "]", values.get(i));
    }
  }
}
