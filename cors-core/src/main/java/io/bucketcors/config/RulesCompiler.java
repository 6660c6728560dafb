package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes policies of properties and documents, or finds out everything that stands against it. */
final class RulesCompiler {
  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /** What follows from another mistake, and is not to be told beside it. */
  private static final Set<CorsProblemType> MISSING =
      Set.of(CorsProblemType.ALLOWED_ORIGINS_MISSING, CorsProblemType.ALLOWED_METHODS_MISSING);

  private final List<PropertyTable> tables;
  private final boolean once;
  private final PropertyLayers layers;
  private final Map<String, RulesDocument> documents;
  private final SettingLocations locations;
  private final CorsProblems problems = new CorsProblems();
  private final SettingReader settings;
  private final Map<String, BucketCompiler> buckets = new TreeMap<>();

  /**
   * @param tables the one that counts most first
   * @param documents the rules documents that properties name, by location
   * @param once whether nothing is read again, so that no interval has an effect
   */
  RulesCompiler(List<PropertyTable> tables, Map<String, RulesDocument> documents, boolean once) {
    this.tables = tables;
    this.once = once;
    this.layers = new PropertyLayers(tables);
    this.documents = documents;
    this.locations = new SettingLocations(layers);
    this.settings = new SettingReader(layers, locations, problems);
  }

  /**
   * Compiles what was read.
   *
   * @param inForce the rules in force until now, or null at start
   * @param givers the config sources that had a say in those
   */
  Loader.Loaded compile(@Nullable CorsPolicies inForce, Set<String> givers) {
    UnknownProperties unknown = new UnknownProperties(problems);
    tables.forEach(table -> table.unknown().forEach(unknown::judge));
    String everywhere = CorsPolicy.DEFAULT_BUCKET;
    Boolean enabled = settings.flag(PropertyName.of(everywhere, CorsField.ENABLED));
    Duration interval = settings.duration(PropertyName.of(everywhere, CorsField.RELOAD_INTERVAL));
    if (once && interval != null && !interval.isZero()) {
      warnOfInterval(interval);
    }
    String lastGood = settings.text(PropertyName.of(everywhere, CorsField.LAST_GOOD));
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
    Set<String> speaking = all(PropertyTable::givers);
    if (inForce != null && !checkSilence(givers, speaking) && !off) {
      checkVanished(inForce);
    }
    if (problems.hasErrors()) {
      compiled = null;
    } else if (off) {
      compiled = CorsPolicies.disabled();
    }
    boolean given = off || buckets.keySet().stream().anyMatch(name -> layers.form(name).isGiven());
    Loader.Origin origin =
        new Loader.Origin(
            lastGood == null || lastGood.isBlank() ? null : lastGood.strip(),
            given,
            speaking,
            all(PropertyTable::empty),
            this::notes);
    return new Loader.Loaded(
        compiled,
        problems.list(),
        interval == null ? DEFAULT_INTERVAL : interval,
        this::find,
        origin);
  }

  private void warnOfInterval(Duration interval) {
    problems
        .at(locations.find(CorsPolicy.DEFAULT_BUCKET, -1, CorsField.RELOAD_INTERVAL, -1))
        .warn(
            CorsProblemType.RELOAD_INTERVAL_UNUSED,
            interval.toString(),
            "these rules are read once, so the interval has no effect",
            "take it out; to have rules read again, build the source with a Reload other than"
                + " NEVER");
  }

  private Set<String> all(Function<PropertyTable, Set<String>> part) {
    return tables.stream()
        .flatMap(table -> part.apply(table).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * One line a source, and what a reader of the rules would not expect: rules that are hidden, and
   * settings mixed in.
   */
  private List<String> notes() {
    Map<String, Integer> sources = new LinkedHashMap<>();
    for (PropertyTable table : tables) {
      table.values().values().stream()
          .sorted(Comparator.comparingInt(PropertyTable.Value::layer))
          .forEach(value -> sources.merge(value.source(), 1, Integer::sum));
    }
    List<String> notes = new ArrayList<>();
    sources.forEach(
        (source, settings) ->
            notes.add(
                "from " + source + ": " + (settings == 1 ? "1 setting" : settings + " settings")));
    for (BucketCompiler bucket : buckets.values()) {
      notes.addAll(bucket.notes());
    }
    return notes;
  }

  /**
   * A config source that had a say must not fall silent: a store that is down answers with nothing,
   * and what lies below it was never meant to be in force alone.
   *
   * @return whether one has
   */
  private boolean checkSilence(Set<String> before, Set<String> speaking) {
    boolean silent = false;
    for (String giver : new TreeSet<>(before)) {
      if (!speaking.contains(giver)) {
        silent = true;
        problems.addAll(List.of(Loader.silent(giver)));
      }
    }
    return silent;
  }

  private BucketCompiler bucket(String name) {
    BucketCompiler bucket =
        new BucketCompiler(name, layers, documents, settings, locations, problems);
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
    return layers.form(bucket).isGiven();
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
