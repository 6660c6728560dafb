package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.ConflictingValues;
import io.bucketcors.CorsProblem.InvalidDocument;
import io.bucketcors.CorsProblem.InvalidPath;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.MissingValue;
import io.bucketcors.CorsRule;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.text.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the policy of one bucket of what its keys, and its rules document, hold. */
final class BucketReader implements CorsLocation.Finder {
  private final String bucket;
  private final Keys keys;
  private final @Nullable DocumentContent content;
  private final Values values;
  private final Places places;
  private final List<CorsProblem> problems;
  private final CorsDialect dialect;
  private final int[] indexes;
  private @Nullable CorsDocument document;

  BucketReader(
      String bucket,
      Keys keys,
      @Nullable DocumentContent content,
      Values values,
      Places places,
      List<CorsProblem> problems) {
    this.bucket = bucket;
    this.keys = keys;
    this.content = content;
    this.values = values;
    this.places = places;
    this.problems = problems;
    this.indexes = keys.rules(bucket).stream().mapToInt(Integer::intValue).toArray();
    this.dialect = values.dialect(Key.of(bucket, Setting.DIALECT));
  }

  String bucket() {
    return bucket;
  }

  /** The bucket with all its settings and rules, as far as they could be read. */
  CorsPolicy.Builder read() {
    CorsPolicy.Builder policy =
        CorsPolicy.builder().bucket(bucket).dialect(dialect).locatedBy(this);
    values
        .number(
            Key.of(bucket, Setting.PREFLIGHT_STATUS),
            200,
            299,
            "preflight-status",
            text -> "browsers take a preflight for answered only with a status from 200 to 299",
            text -> "write 204 or 200")
        .ifPresent(status -> policy.preflightStatus((int) status));
    policy.diagnostics(Boolean.TRUE.equals(values.flag(Key.of(bucket, Setting.DIAGNOSTICS))));
    policy.rules(rules());
    Boolean vary = values.flag(Key.of(bucket, Setting.RESPONSE_VARY));
    // A document may say it for a bucket of another dialect, where it is right in any case.
    boolean inDocument = document != null && document.responseVary() && dialect == CorsDialect.COS;
    return policy.responseVary(vary == null ? inDocument : vary);
  }

  /** The paths of a named bucket. */
  List<String> paths() {
    List<String> paths = values.list(Key.of(bucket, Setting.PATHS));
    if (paths == null || !bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      return paths == null ? List.of() : paths;
    }
    String text = String.join(",", paths);
    problems.add(
        new InvalidPath(
            "paths-of-default-bucket",
            places.find(bucket, -1, Setting.PATHS.key(), -1),
            text,
            text,
            "the default bucket is the whole app and takes no paths",
            "give the paths to a named bucket, as bucketcors.buckets.NAME.paths"));
    return List.of();
  }

  private List<CorsRule> rules() {
    boolean credentials = Boolean.TRUE.equals(credentials(-1));
    Set<CorsHazard> named = values.hazards(Key.of(bucket, Setting.DANGEROUSLY_ALLOW));
    Set<CorsHazard> hazards = named == null ? Set.of() : named;
    String location = values.text(Key.of(bucket, Setting.RULES_LOCATION));
    checkNone(location);
    if (location != null && content != null && indexes.length == 0) {
      return documentRules(content, credentials, hazards);
    }
    if (location != null && indexes.length > 0) {
      problems.add(rulesTwice(location));
      if (content != null && !hasWholeRule()) {
        // Whoever sets something of a document's rule means the document, so that is judged.
        return documentRules(content, credentials, hazards);
      }
    }
    List<CorsRule> rules = new ArrayList<>();
    int expected = 0;
    for (int index : indexes) {
      if (index != expected) {
        problems.add(gap(expected, index));
      }
      expected = index + 1;
      rules.add(rule(index, credentials, hazards));
    }
    return rules;
  }

  /** {@code rules} alone may only say that there are none. */
  private void checkNone(@Nullable String location) {
    Key key = Key.of(bucket, Setting.RULES);
    String text = values.text(key);
    CorsLocation at = places.find(bucket, -1, Setting.RULES.key(), -1);
    String first = Key.property(bucket, 0, Setting.ALLOWED_ORIGINS.key());
    if (keys.none(bucket) == null && text != null && !text.strip().equals("[]")) {
      problems.add(
          new InvalidValue(
              "rules-not-numbered",
              at,
              text,
              text,
              "rules are keys of their own, numbered from 0",
              "write " + first + " and so on; empty it for no rules on purpose"));
    } else if (keys.none(bucket) != null && (location != null || indexes.length > 0)) {
      problems.add(
          new ConflictingValues(
              "rules-and-none",
              at,
              "",
              "",
              "this says that there are no rules, but there are some, in "
                  + (location == null ? Key.property(bucket, indexes[0], "") : location),
              "remove this key, or the rules"));
    }
  }

  private CorsProblem rulesTwice(String location) {
    String fix = "keep either the document or the properties";
    for (Setting setting : List.of(Setting.DANGEROUSLY_ALLOW, Setting.ALLOW_CREDENTIALS)) {
      Key key = key(indexes[0], setting);
      if (!hasWholeRule() && (keys.text(key) != null || keys.list(key) != null)) {
        fix =
            "set "
                + Key.property(bucket, -1, setting.key())
                + " in place of "
                + key.property()
                + ": beside "
                + Key.property(bucket, -1, Setting.RULES_LOCATION.key())
                + " it holds for every rule of the document";
      }
    }
    return new ConflictingValues(
        "rules-and-location",
        places.find(bucket, -1, Setting.RULES_LOCATION.key(), -1),
        location,
        location,
        "the bucket has rules as properties too, from "
            + Key.property(bucket, indexes[0], "")
            + " on",
        fix);
  }

  /** Whether properties list origins or methods, as rules of their own do. */
  private boolean hasWholeRule() {
    for (int index : indexes) {
      if (keys.list(key(index, Setting.ALLOWED_ORIGINS)) != null
          || keys.list(key(index, Setting.ALLOWED_METHODS)) != null) {
        return true;
      }
    }
    return false;
  }

  private List<CorsRule> documentRules(
      DocumentContent fetched, boolean credentials, Set<CorsHazard> hazards) {
    if (fetched.bytes() == null) {
      problems.add(
          new InvalidDocument(
              "document-unreadable",
              places.find(bucket, -1, Setting.RULES_LOCATION.key(), -1),
              fetched.location(),
              fetched.location(),
              fetched.failure(),
              fetched.fix()));
      return List.of();
    }
    CorsDocument read = CorsDocument.read(fetched.bytes().array(), fetched.location(), bucket);
    document = read;
    problems.addAll(read.problems());
    return read.rules().stream().map(rule -> inheriting(rule, credentials, hazards)).toList();
  }

  /** No kind of document has credentials or hazards, so they come from the bucket. */
  private static CorsRule inheriting(CorsRule rule, boolean credentials, Set<CorsHazard> hazards) {
    return new CorsRule(
        rule.id(),
        rule.allowedOrigins(),
        rule.allowedMethods(),
        rule.allowedHeaders(),
        rule.exposeHeaders(),
        rule.maxAgeSeconds(),
        credentials,
        hazards);
  }

  private CorsRule rule(int index, boolean bucketCredentials, Set<CorsHazard> bucketHazards) {
    places.putRule(bucket, index, keys.sourceOfRule(bucket, index));
    CorsRule.Builder rule = CorsRule.allow().id(values.text(key(index, Setting.ID)));
    rule.origins(list(index, Setting.ALLOWED_ORIGINS));
    rule.methods(list(index, Setting.ALLOWED_METHODS));
    rule.headers(list(index, Setting.ALLOWED_HEADERS));
    rule.expose(list(index, Setting.EXPOSE_HEADERS));
    values
        .number(
            key(index, Setting.MAX_AGE_SECONDS),
            0,
            Long.MAX_VALUE,
            "max-age",
            Seconds::explanation,
            Seconds::fix)
        .ifPresent(rule::maxAgeSeconds);
    Boolean credentials = credentials(index);
    rule.credentials(credentials == null ? bucketCredentials : credentials);
    Set<CorsHazard> hazards = values.hazards(key(index, Setting.DANGEROUSLY_ALLOW));
    return rule.dangerouslyAllow(hazards == null ? bucketHazards : hazards).build();
  }

  private List<String> list(int index, Setting setting) {
    List<String> list = values.list(key(index, setting));
    return list == null ? List.of() : list;
  }

  /** Whether credentials are allowed; null where nothing is written, and where nothing may be. */
  private @Nullable Boolean credentials(int index) {
    Key key = key(index, Setting.ALLOW_CREDENTIALS);
    Boolean flag = values.flag(key);
    if (flag == null || dialect == CorsDialect.STANDARD) {
      return flag;
    }
    // A written "false" would be as wrong as "true": the bucket allows them for named origins.
    String text = flag.toString();
    problems.add(
        new ConflictingValues(
            "credentials-dialect",
            places.find(bucket, index, key.setting().key(), -1),
            text,
            text,
            "in dialect " + dialect.key() + " the bucket decides on credentials",
            "remove it"));
    return null;
  }

  private MissingValue gap(int from, int next) {
    int last = next - 1;
    String missing =
        from == last
            ? "rule " + from + " is"
            : "rules " + from + (from + 1 == last ? " and " : " to ") + last + " are";
    CorsLocation location =
        CorsLocation.inCode(bucket, from, "", -1)
            .under(Key.property(bucket, from, ""), keys.sourceOfRule(bucket, next));
    return new MissingValue(
        "rule-missing",
        location,
        missing + " missing, but " + Key.property(bucket, next, "") + " is there",
        "number the rules from 0 on without a gap");
  }

  private Key key(int index, Setting setting) {
    return new Key(bucket, index, setting, -1);
  }

  /** Rules are known to a policy by their position, which a gap in the indexes moves. */
  @Override
  public CorsLocation find(String name, int position, String field, int element) {
    if (position < 0) {
      return places.find(name, position, field, element);
    }
    if (document == null) {
      return places.find(name, indexes[position], field, element);
    }
    Setting setting = Setting.of(field);
    return setting != null && setting.isOfBuckets()
        ? places.find(name, -1, field, element)
        : document.locations().find(name, position, field, element);
  }
}
