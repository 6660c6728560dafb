package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsField;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import io.bucketcors.config.PropertyTable.Value;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.text.Explanations;
import io.bucketcors.text.Seconds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the policy of one bucket of what its properties, and its rules document, hold. */
final class BucketCompiler implements CorsLocation.Finder {
  private final String bucket;
  private final PropertyLayers layers;
  private final Map<String, RulesDocument> documents;
  private final RulesForm form;
  private final SettingReader settings;
  private final SettingLocations locations;
  private final CorsProblems problems;
  private final CorsDialect dialect;
  private final int[] indexes;
  private @Nullable CorsDocument document;

  BucketCompiler(
      String bucket,
      PropertyLayers layers,
      Map<String, RulesDocument> documents,
      SettingReader settings,
      SettingLocations locations,
      CorsProblems problems) {
    this.bucket = bucket;
    this.layers = layers;
    this.documents = documents;
    this.form = layers.form(bucket);
    this.settings = settings;
    this.locations = locations;
    this.problems = problems.bucket(bucket, locations);
    this.indexes = form.rules();
    this.dialect = settings.dialect(name(CorsField.DIALECT));
  }

  String name() {
    return bucket;
  }

  /** The bucket with all its settings and rules, as far as they could be read. */
  CorsPolicy.Builder read() {
    CorsPolicy.Builder policy =
        CorsPolicy.builder().bucket(bucket).dialect(dialect).locatedBy(this);
    settings
        .number(
            name(CorsField.PREFLIGHT_STATUS),
            200,
            299,
            CorsProblemType.PREFLIGHT_STATUS,
            text -> Explanations.PREFLIGHT_STATUS,
            text -> Explanations.PREFLIGHT_STATUS_FIX)
        .ifPresent(status -> policy.preflightStatus((int) status));
    policy.diagnostics(Boolean.TRUE.equals(settings.flag(name(CorsField.DIAGNOSTICS))));
    policy.rules(rules());
    Boolean vary = settings.flag(name(CorsField.RESPONSE_VARY));
    // A document may say it for a bucket of another dialect, where it is right in any case.
    boolean inDocument = document != null && document.responseVary() && dialect == CorsDialect.COS;
    return policy.responseVary(vary == null ? inDocument : vary);
  }

  /** The paths of a named bucket. */
  List<String> paths() {
    List<String> paths = settings.list(name(CorsField.PATHS));
    if (paths == null || !bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      return paths == null ? List.of() : paths;
    }
    problems
        .field(CorsField.PATHS)
        .error(
            CorsProblemType.PATHS_OF_DEFAULT_BUCKET,
            String.join(",", paths),
            "the default bucket is the whole app and takes no paths",
            "give the paths to a named bucket, as bucketcors.buckets.NAME.paths");
    return List.of();
  }

  /** What of this bucket's settings is hidden, and what is mixed in from elsewhere. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (form.hidesRules()) {
      notes.add("bucket " + bucket + ": a higher source hides its numbered rules of lower ones");
    }
    for (CorsField field : List.of(CorsField.RULES_LOCATION, CorsField.RULES_DOCUMENT)) {
      Value hidden = form.value(field);
      if (hidden != null && !form.counts(field)) {
        notes.add(
            "bucket " + bucket + ": " + field + " of " + hidden.source() + " is hidden by others");
      }
    }
    for (String source : layers.sourcesOfHiddenRules(bucket)) {
      notes.add("bucket " + bucket + ": its rules in " + source + " are replaced whole");
    }
    for (int index : indexes) {
      layers
          .sourcesBesideRule(bucket, index)
          .forEach((field, source) -> notes.add(name(index, field).text() + " is from " + source));
    }
    return notes;
  }

  private List<CorsRule> rules() {
    boolean credentials = Boolean.TRUE.equals(credentials(-1));
    Set<CorsHazard> named = settings.hazards(name(CorsField.DANGEROUSLY_ALLOW));
    Set<CorsHazard> hazards = named == null ? Set.of() : named;
    warnOfDialect();
    checkNone();
    boolean byLocation = form.counts(CorsField.RULES_LOCATION);
    boolean byDocument = form.counts(CorsField.RULES_DOCUMENT);
    CorsField which = byDocument ? CorsField.RULES_DOCUMENT : CorsField.RULES_LOCATION;
    if (byLocation && byDocument || (byLocation || byDocument) && indexes.length > 0) {
      refuseBoth(which, byLocation && byDocument);
    }
    // Whoever sets something of a document's rule means the document, so that is judged.
    if ((byLocation || byDocument) && (indexes.length == 0 || !form.hasWholeRules())) {
      RulesDocument source = byDocument ? inline() : fetched();
      return source == null ? List.of() : documentRules(which, source, credentials, hazards);
    }
    List<CorsRule> rules = new ArrayList<>();
    int expected = 0;
    for (int index : indexes) {
      if (index != expected) {
        refuseGap(expected, index);
      }
      expected = index + 1;
      rules.add(rule(index, credentials, hazards));
    }
    return rules;
  }

  private @Nullable RulesDocument inline() {
    String text = settings.text(name(CorsField.RULES_DOCUMENT));
    String property = name(CorsField.RULES_DOCUMENT).text();
    Value written = layers.text(name(CorsField.RULES_DOCUMENT));
    if (text == null && written != null && "".equals(written.value())) {
      text = "";
    }
    return text == null ? null : RulesDocument.inline(property, text);
  }

  private @Nullable RulesDocument fetched() {
    String location = settings.text(name(CorsField.RULES_LOCATION));
    return location == null ? null : documents.get(location.strip());
  }

  private void warnOfDialect() {
    Value ignored = layers.dialectBelowRules(bucket);
    if (ignored != null) {
      PropertyName property = name(CorsField.DIALECT);
      problems
          .at(
              CorsLocation.inCode(bucket, -1, CorsField.DIALECT, -1)
                  .under(property.text(), ignored.source()))
          .warn(
              CorsProblemType.DIALECT_BELOW_RULES,
              ignored.text(),
              "it is ignored, as it counts less than the place that has the bucket's rules",
              "set it where the rules are");
    }
  }

  /** {@code rules} alone may only say that there are none. */
  private void checkNone() {
    String text = settings.text(name(CorsField.RULES));
    boolean none = form.counts(CorsField.RULES);
    CorsProblems here = problems.field(CorsField.RULES);
    if (form.value(CorsField.RULES) == null && text != null) {
      here.error(
          CorsProblemType.RULES_NOT_NUMBERED,
          text,
          "rules are keys of their own, numbered from 0",
          "write "
              + PropertyName.text(bucket, 0, CorsField.ALLOWED_ORIGINS)
              + " and so on; empty it for no rules on purpose");
      return;
    }
    String other =
        form.counts(CorsField.RULES_LOCATION)
            ? settings.text(name(CorsField.RULES_LOCATION))
            : form.counts(CorsField.RULES_DOCUMENT)
                ? name(CorsField.RULES_DOCUMENT).text()
                : indexes.length > 0 ? PropertyName.text(bucket, indexes[0], null) : null;
    if (none && other != null) {
      here.error(
          CorsProblemType.RULES_AND_NONE,
          "",
          "this says that there are no rules, but there are some, in " + other,
          "remove this key, or the rules");
    }
  }

  /**
   * Refuses two ways of giving rules at once.
   *
   * @param which the document, or its location
   * @param twice whether both of these are there
   */
  private void refuseBoth(CorsField which, boolean twice) {
    boolean inline = which == CorsField.RULES_DOCUMENT;
    String location = settings.text(name(CorsField.RULES_LOCATION));
    String value = inline ? "" : location == null ? "" : location;
    if (twice) {
      problems
          .field(which)
          .error(
              CorsProblemType.RULES_AND_DOCUMENT,
              value,
              "the bucket has " + name(CorsField.RULES_LOCATION).text() + " too",
              "keep one of the two");
      return;
    }
    String fix = "keep either the document or the properties";
    for (CorsField field : List.of(CorsField.DANGEROUSLY_ALLOW, CorsField.ALLOW_CREDENTIALS)) {
      PropertyName ofRule = name(indexes[0], field);
      if (!form.hasWholeRules() && layers.find(ofRule) != null) {
        fix =
            "set "
                + name(field).text()
                + " in place of "
                + ofRule.text()
                + ": beside "
                + name(which).text()
                + " it holds for every rule of the document";
      }
    }
    problems
        .field(which)
        .error(
            inline ? CorsProblemType.RULES_AND_DOCUMENT : CorsProblemType.RULES_AND_LOCATION,
            value,
            "the bucket has rules as properties too, from "
                + PropertyName.text(bucket, indexes[0], null)
                + " on",
            fix);
  }

  private List<CorsRule> documentRules(
      CorsField which, RulesDocument fetched, boolean credentials, Set<CorsHazard> hazards) {
    ByteBuffer bytes = fetched.bytes();
    if (bytes == null) {
      problems
          .field(which)
          .error(
              CorsProblemType.DOCUMENT_UNREADABLE,
              fetched.location(),
              fetched.failure(),
              fetched.fix());
      return List.of();
    }
    CorsDocument read = CorsDocument.read(bytes.array(), fetched.location(), bucket);
    document = read;
    problems.addAll(read.problems());
    // No kind of document has credentials or hazards, so they come from the bucket.
    return read.rules().stream()
        .map(rule -> rule.toBuilder().credentials(credentials).dangerouslyAllow(hazards).build())
        .toList();
  }

  private CorsRule rule(int index, boolean bucketCredentials, Set<CorsHazard> bucketHazards) {
    CorsRule.Builder rule = CorsRule.allow().id(settings.text(name(index, CorsField.ID)));
    rule.origins(list(index, CorsField.ALLOWED_ORIGINS));
    rule.methods(list(index, CorsField.ALLOWED_METHODS));
    rule.headers(list(index, CorsField.ALLOWED_HEADERS));
    rule.expose(list(index, CorsField.EXPOSE_HEADERS));
    settings
        .number(
            name(index, CorsField.MAX_AGE_SECONDS),
            0,
            Long.MAX_VALUE,
            CorsProblemType.MAX_AGE,
            Seconds::explanation,
            Seconds::fix)
        .ifPresent(rule::maxAgeSeconds);
    Boolean credentials = credentials(index);
    rule.credentials(credentials == null ? bucketCredentials : credentials);
    Set<CorsHazard> hazards = settings.hazards(name(index, CorsField.DANGEROUSLY_ALLOW));
    return rule.dangerouslyAllow(hazards == null ? bucketHazards : hazards).build();
  }

  private List<String> list(int index, CorsField field) {
    List<String> list = settings.list(name(index, field));
    return list == null ? List.of() : list;
  }

  /** Whether credentials are allowed; null where nothing is written, and where nothing may be. */
  private @Nullable Boolean credentials(int index) {
    Boolean flag = settings.flag(name(index, CorsField.ALLOW_CREDENTIALS));
    if (flag == null || dialect == CorsDialect.STANDARD) {
      return flag;
    }
    // A written "false" would be as wrong as "true": the bucket allows them for named origins.
    problems
        .rule(index)
        .field(CorsField.ALLOW_CREDENTIALS)
        .error(
            CorsProblemType.CREDENTIALS_DIALECT,
            flag.toString(),
            Explanations.bucketDecides(dialect.key()),
            "remove it");
    return null;
  }

  private void refuseGap(int from, int next) {
    int last = next - 1;
    String missing =
        from == last
            ? "rule " + from + " is"
            : "rules " + from + (from + 1 == last ? " and " : " to ") + last + " are";
    problems
        .at(
            CorsLocation.inCode(bucket, from, null, -1)
                .under(PropertyName.text(bucket, from, null), layers.sourceOfRule(bucket, next)))
        .error(
            CorsProblemType.RULE_MISSING,
            "",
            missing + " missing, but " + PropertyName.text(bucket, next, null) + " is there",
            "number the rules from 0 on without a gap");
  }

  private PropertyName name(CorsField field) {
    return PropertyName.of(bucket, field);
  }

  private PropertyName name(int index, CorsField field) {
    return PropertyName.ofRule(bucket, index, field);
  }

  /** Rules are known to a policy by their position, which a gap in the indexes moves. */
  @Override
  public CorsLocation find(String name, int position, @Nullable CorsField field, int element) {
    if (position < 0) {
      return locations.find(name, position, field, element);
    }
    CorsDocument read = document;
    if (read == null) {
      return locations.find(name, indexes[position], field, element);
    }
    return field != null && field.isOfBuckets()
        ? locations.find(name, -1, field, element)
        : read.locations().find(name, position, field, element);
  }
}
