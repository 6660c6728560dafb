package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.config.PropertyTable.Unknown;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes policies of properties and documents, or finds out everything that stands against it. */
final class RulesCompiler {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /** What follows from another mistake, and is not to be told beside it. */
  private static final Set<CorsProblemType> MISSING =
      Set.of(CorsProblemType.ALLOWED_ORIGINS_MISSING, CorsProblemType.ALLOWED_METHODS_MISSING);

  private final PropertyLayers layers;
  private final Map<String, RulesDocument> documents;
  private final SettingLocations locations;
  private final CorsProblems problems = new CorsProblems();
  private final UnknownProperties unknown = new UnknownProperties(problems);
  private final SettingReader settings;
  private final Map<String, BucketCompiler> buckets = new HashMap<>();

  /**
   * @param documents the rules documents that properties name, by bucket
   */
  RulesCompiler(PropertyLayers layers, Map<String, RulesDocument> documents) {
    this.layers = layers;
    this.documents = documents;
    this.locations = new SettingLocations(layers);
    this.settings = new SettingReader(layers, locations, problems);
  }

  /** Judges names that mean nothing. */
  void judge(List<Unknown> names) {
    names.forEach(unknown::judge);
  }

  Loader.Loaded compile(@Nullable CorsPolicies inForce) {
    String everywhere = CorsPolicy.DEFAULT_BUCKET;
    Boolean enabled = settings.flag(PropertyName.of(everywhere, CorsField.ENABLED));
    Duration interval = settings.duration(PropertyName.of(everywhere, CorsField.RELOAD_INTERVAL));
    CorsPolicies.Builder policies = CorsPolicies.builder();
    BucketCompiler app = bucket(everywhere);
    policies.defaultBucket(policy(app));
    app.paths();
    for (String name : layers.namedBuckets()) {
      BucketCompiler bucket = bucket(name);
      policies.bucket(policy(bucket), bucket.paths(), locations);
    }
    CorsPolicies compiled = policies.compile(problems);

    boolean off = Boolean.FALSE.equals(enabled);
    if (inForce != null && !off) {
      checkVanished(inForce);
    }
    if (problems.hasErrors()) {
      compiled = null;
    } else if (off) {
      compiled = CorsPolicies.disabled();
    }
    return new Loader.Loaded(
        compiled, problems.list(), interval == null ? DEFAULT_INTERVAL : interval, this::find);
  }

  private BucketCompiler bucket(String name) {
    BucketCompiler bucket =
        new BucketCompiler(name, layers, documents.get(name), settings, locations, problems);
    buckets.put(name, bucket);
    return bucket;
  }

  private CorsLocation find(String bucket, int rule, @Nullable CorsField field, int element) {
    BucketCompiler compiler = buckets.get(bucket);
    return (compiler == null ? locations : compiler).find(bucket, rule, field, element);
  }

  /** The policy, or an empty one in its place so that the rest can be judged too. */
  private CorsPolicy policy(BucketCompiler bucket) {
    CorsPolicy.Builder builder = bucket.read();
    Set<String> known = new HashSet<>();
    Set<String> unreadable = new HashSet<>();
    for (CorsProblem problem : problems.list()) {
      known.add(setting(problem));
      boolean ofRule = problem.location().field() == null;
      if (problem.type() == CorsProblemType.DOCUMENT_TYPE && ofRule) {
        unreadable.add(rule(problem));
      }
    }
    CorsProblems found = new CorsProblems();
    CorsPolicy policy = builder.compile(found);
    Set<String> said = new HashSet<>();
    for (CorsProblem problem : found.list()) {
      // What was misspelt or could not be read is not also missing; what all rules inherit is
      // wrong only once.
      boolean follows =
          MISSING.contains(problem.type())
              && (known.contains(setting(problem)) || unreadable.contains(rule(problem)));
      if (!follows && said.add(problem.message())) {
        problems.addAll(List.of(problem));
      }
    }
    return policy == null ? CorsPolicy.builder().bucket(bucket.name()).build() : policy;
  }

  private static String rule(CorsProblem problem) {
    return PropertyName.text(problem.location().bucket(), problem.location().rule(), null);
  }

  private static String setting(CorsProblem problem) {
    CorsLocation location = problem.location();
    return PropertyName.text(location.bucket(), location.rule(), location.field());
  }

  /** A config store that is down answers with nothing: that must not change what an app allows. */
  private void checkVanished(CorsPolicies inForce) {
    Stream.concat(Stream.of(inForce.defaultBucket()), inForce.namedBuckets().stream())
        .filter(policy -> !policy.rules().isEmpty() && !hasRules(policy.bucket()))
        .forEach(policy -> vanished(policy.bucket(), policy.rules().size()));
  }

  private boolean hasRules(String bucket) {
    return !layers.rules(bucket).isEmpty()
        || layers.rulesLocation(bucket) != null
        || layers.none(bucket) != null;
  }

  private void vanished(String bucket, int rules) {
    problems
        .at(CorsLocation.inCode(bucket).under(PropertyName.text(bucket, 0, null), null))
        .error(
            CorsProblemType.RULES_VANISHED,
            "",
            "the bucket had "
                + (rules == 1 ? "1 rule" : rules + " rules")
                + " and no config source has any now, as when a config store is down",
            "to remove rules on purpose, set bucketcors.enabled=false or name a document without"
                + " rules in rules-location");
  }
}
