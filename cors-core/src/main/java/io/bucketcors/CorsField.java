package io.bucketcors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of a rule, a bucket or all of them, by the name that it has in configuration, in
 * messages and in {@link CorsLocation}s.
 */
public enum CorsField {
  /** A rule's name for people; text. */
  ID(Scope.RULE, false),
  /** A rule's origins; list, required. */
  ALLOWED_ORIGINS(Scope.RULE, true),
  /** A rule's methods; list, required. */
  ALLOWED_METHODS(Scope.RULE, true),
  /** A rule's request headers; list. */
  ALLOWED_HEADERS(Scope.RULE, true),
  /** A rule's response headers that scripts may read; list. */
  EXPOSE_HEADERS(Scope.RULE, true),
  /** For how long browsers may cache a preflight; seconds, 0 or more. */
  MAX_AGE_SECONDS(Scope.RULE, false),
  /** Whether cookies and the like may be sent along; boolean. */
  ALLOW_CREDENTIALS(Scope.RULE_AND_BUCKET, false),
  /** Accepted {@link CorsHazard hazards}; list. */
  DANGEROUSLY_ALLOW(Scope.RULE_AND_BUCKET, true),
  /** Where a bucket's rules document is; text. */
  RULES_LOCATION(Scope.BUCKET, false),
  /** A bucket's rules document itself, as one value; text. */
  RULES_DOCUMENT(Scope.BUCKET, false),
  /** Only ever empty, as YAML has {@code rules: []}: a bucket without rules, on purpose. */
  RULES(Scope.BUCKET, false),
  /** A named bucket's paths; list. */
  PATHS(Scope.BUCKET, true),
  /** A bucket's {@link CorsDialect}; text. */
  DIALECT(Scope.BUCKET, false),
  /** The status of an allowed preflight; 200 to 299. */
  PREFLIGHT_STATUS(Scope.BUCKET, false),
  /** Dialect {@code cos}: whether every response carries {@code Vary: Origin}; boolean. */
  RESPONSE_VARY(Scope.BUCKET, false),
  /** Whether responses say why; boolean. */
  DIAGNOSTICS(Scope.BUCKET, false),
  /** Whether anything is governed; boolean. */
  ENABLED(Scope.GLOBAL, false),
  /** How long to wait between reloads; duration. */
  RELOAD_INTERVAL(Scope.GLOBAL, false),
  /** The file that holds the rules last in force; text. */
  LAST_GOOD(Scope.GLOBAL, false);

  private static final Map<String, CorsField> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CorsField::key, Function.identity()));

  private final Scope scope;
  private final boolean list;
  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  CorsField(Scope scope, boolean list) {
    this.scope = scope;
    this.list = list;
  }

  private enum Scope {
    RULE,
    RULE_AND_BUCKET,
    BUCKET,
    GLOBAL
  }

  /**
   * The field of that key.
   *
   * @param key case-sensitive, such as {@code allowed-origins}
   * @return null where there is none
   */
  public static @Nullable CorsField ofKey(String key) {
    Objects.requireNonNull(key, "key");
    return BY_KEY.get(key);
  }

  /** The name in configuration, such as {@code allowed-origins}. */
  public String key() {
    return key;
  }

  /** Whether it has any number of values. */
  public boolean isList() {
    return list;
  }

  /** Whether rules have it. */
  public boolean isOfRules() {
    return scope == Scope.RULE || scope == Scope.RULE_AND_BUCKET;
  }

  /** Whether buckets have it, for all their rules where those have it too. */
  public boolean isOfBuckets() {
    return scope == Scope.BUCKET || scope == Scope.RULE_AND_BUCKET;
  }

  /** Whether it is set once for all buckets. */
  public boolean isGlobal() {
    return scope == Scope.GLOBAL;
  }

  @Override
  public String toString() {
    return key;
  }
}
