package io.bucketcors.conformance.jaxrs;

import static java.util.Objects.requireNonNull;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The rules that the suite asks about, from the files that servers read for themselves. */
final class SuiteRules {
  private SuiteRules() {}

  /** Throws, as the feature's own reading of the configuration does. */
  static CorsPolicySource misconfigured() {
    return read("misconfigured");
  }

  /** With buckets by path, and with others by name only. */
  static CorsPolicySource named() {
    return read("buckets");
  }

  /** The same without the bucket that lists every origin, so that there are strangers. */
  static CorsPolicySource withStrangers() {
    Map<String, String> rules = new HashMap<>(map("buckets"));
    rules.keySet().removeIf(key -> key.startsWith("bucketcors.buckets.public."));
    return CorsPolicySources.of(rules);
  }

  /** With buckets by path only. */
  static CorsPolicySource source() {
    return read("plain");
  }

  private static CorsPolicySource read(String name) {
    return CorsPolicySources.of(map(name));
  }

  private static Map<String, String> map(String name) {
    String file = "/rules/" + name + "/META-INF/microprofile-config.properties";
    Properties rules = new Properties();
    try (InputStream in = requireNonNull(SuiteRules.class.getResourceAsStream(file), file)) {
      rules.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, rules::getProperty));
  }
}
