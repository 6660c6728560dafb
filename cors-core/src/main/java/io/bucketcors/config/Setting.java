package io.bucketcors.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be configured, by the last part of its key. */
enum Setting {
  ID(Scope.RULE, Form.TEXT),
  ALLOWED_ORIGINS(Scope.RULE, Form.LIST),
  ALLOWED_METHODS(Scope.RULE, Form.LIST),
  ALLOWED_HEADERS(Scope.RULE, Form.LIST),
  EXPOSE_HEADERS(Scope.RULE, Form.LIST),
  MAX_AGE_SECONDS(Scope.RULE, Form.TEXT),
  ALLOW_CREDENTIALS(Scope.RULE_AND_BUCKET, Form.TEXT),
  DANGEROUSLY_ALLOW(Scope.RULE_AND_BUCKET, Form.LIST),
  RULES_LOCATION(Scope.BUCKET, Form.TEXT),
  /** Only ever empty, as YAML has {@code rules: []}: no rules, on purpose. */
  RULES(Scope.BUCKET, Form.TEXT),
  /** Of named buckets; of the default bucket a mistake that gets a message of its own. */
  PATHS(Scope.BUCKET, Form.LIST),
  DIALECT(Scope.BUCKET, Form.TEXT),
  PREFLIGHT_STATUS(Scope.BUCKET, Form.TEXT),
  RESPONSE_VARY(Scope.BUCKET, Form.TEXT),
  DIAGNOSTICS(Scope.BUCKET, Form.TEXT),
  ENABLED(Scope.GLOBAL, Form.TEXT),
  RELOAD_INTERVAL(Scope.GLOBAL, Form.TEXT);

  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

  private final Scope scope;
  private final Form form;
  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Setting(Scope scope, Form form) {
    this.scope = scope;
    this.form = form;
  }

  private enum Scope {
    RULE,
    RULE_AND_BUCKET,
    BUCKET,
    GLOBAL
  }

  private enum Form {
    TEXT,
    LIST
  }

  /** The setting of that name, or null. */
  static @Nullable Setting of(String key) {
    return BY_KEY.get(key);
  }

  /** The name, such as {@code allowed-origins}. */
  String key() {
    return key;
  }

  boolean isList() {
    return form == Form.LIST;
  }

  boolean isOfRules() {
    return scope == Scope.RULE || scope == Scope.RULE_AND_BUCKET;
  }

  boolean isOfBuckets() {
    return scope == Scope.BUCKET || scope == Scope.RULE_AND_BUCKET;
  }

  boolean isGlobal() {
    return scope == Scope.GLOBAL;
  }

  /** Whether it says for a whole bucket where its rules are. */
  boolean makesRules() {
    return this == RULES_LOCATION || this == RULES;
  }

  /** Whether it makes rules, or makes them more daring. */
  boolean belongsToRules() {
    return isOfRules() || makesRules();
  }
}
