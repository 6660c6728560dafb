package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.MissingValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes policies of keys and documents, or finds out everything that stands against it. */
final class KeyCompiler {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /** Bucket by bucket, the whole app first, and rule by rule. */
  private static final Comparator<CorsProblem> READING_ORDER =
      Comparator.comparing(
              (CorsProblem problem) ->
                  problem.location().bucket().equals(CorsPolicy.DEFAULT_BUCKET)
                      ? ""
                      : problem.location().bucket())
          .thenComparing(problem -> problem.location().rule());

  private final KeyDraft draft;
  private final Keys keys;
  private final Places places = new Places();
  private final List<CorsProblem> problems = new ArrayList<>();
  private final Values values;
  private final Map<String, BucketReader> readers = new HashMap<>();

  KeyCompiler(KeyDraft draft) {
    this.draft = draft;
    this.keys = new Keys(draft.tables());
    this.values = new Values(keys, places, problems);
  }

  Loaded run(@Nullable CorsPolicies inForce) {
    draft.tables().forEach(table -> problems.addAll(Strangers.judge(table.strangers())));
    Boolean enabled = values.flag(Key.of(CorsPolicy.DEFAULT_BUCKET, Setting.ENABLED));
    Duration interval = values.duration(Key.of(CorsPolicy.DEFAULT_BUCKET, Setting.RELOAD_INTERVAL));
    CorsPolicies.Builder policies = CorsPolicies.builder();
    BucketReader whole = reader(CorsPolicy.DEFAULT_BUCKET);
    policies.defaultBucket(policy(whole));
    whole.paths();
    for (String name : keys.namedBuckets()) {
      BucketReader reader = reader(name);
      policies.bucket(policy(reader), reader.paths(), places);
    }
    problems.addAll(policies.check());

    boolean off = Boolean.FALSE.equals(enabled);
    if (inForce != null && !off) {
      checkVanished(inForce);
    }
    CorsPolicies result = null;
    if (problems.stream().noneMatch(CorsProblem::isError)) {
      result = off ? CorsPolicies.disabled() : policies.build();
    }
    return new Loaded(result, problems, interval == null ? DEFAULT_INTERVAL : interval, this::find);
  }

  private BucketReader reader(String bucket) {
    DocumentContent document = draft.documents().get(bucket);
    BucketReader reader = new BucketReader(bucket, keys, document, values, places, problems);
    readers.put(bucket, reader);
    return reader;
  }

  private CorsLocation find(String bucket, int rule, String field, int element) {
    BucketReader reader = readers.get(bucket);
    return (reader == null ? places : reader).find(bucket, rule, field, element);
  }

  /** The policy, or an empty one in its place so that the rest can be judged too. */
  private CorsPolicy policy(BucketReader reader) {
    CorsPolicy.Builder builder = reader.read();
    Set<String> known = new HashSet<>();
    Set<String> unreadable = new HashSet<>();
    for (CorsProblem problem : problems) {
      known.add(setting(problem));
      if (problem.code().equals("document-type") && problem.location().field().isEmpty()) {
        unreadable.add(rule(problem));
      }
    }
    Set<String> said = new HashSet<>();
    boolean refused = false;
    for (CorsProblem problem : builder.check()) {
      refused |= problem.isError();
      // What was misspelt or could not be read is not also missing; what all rules inherit is
      // wrong only once.
      boolean follows =
          problem instanceof MissingValue
              && (known.contains(setting(problem)) || unreadable.contains(rule(problem)));
      if (!follows && said.add(problem.message())) {
        problems.add(problem);
      }
    }
    return refused ? CorsPolicy.builder().bucket(reader.bucket()).build() : builder.build();
  }

  private static String rule(CorsProblem problem) {
    return Key.property(problem.location().bucket(), problem.location().rule(), "");
  }

  private static String setting(CorsProblem problem) {
    CorsLocation location = problem.location();
    return Key.property(location.bucket(), location.rule(), location.field());
  }

  /** A config store that is down answers with nothing: that must not change what an app allows. */
  private void checkVanished(CorsPolicies inForce) {
    Stream.concat(Stream.of(inForce.defaultBucket()), inForce.namedBuckets().stream())
        .filter(policy -> !policy.rules().isEmpty() && !hasRules(policy.bucket()))
        .forEach(policy -> problems.add(vanished(policy.bucket(), policy.rules().size())));
  }

  private boolean hasRules(String bucket) {
    return !keys.rules(bucket).isEmpty()
        || keys.rulesLocation(bucket) != null
        || keys.none(bucket) != null;
  }

  private static CorsProblem vanished(String bucket, int rules) {
    return new MissingValue(
        "rules-vanished",
        new CorsLocation(bucket, -1, "", -1, Key.property(bucket, 0, ""), null, 0, 0),
        "the bucket had "
            + (rules == 1 ? "1 rule" : rules + " rules")
            + " and no config source has any now, as when a config store is down",
        "to remove rules on purpose, set bucketcors.enabled=false or name a document without rules"
            + " in rules-location");
  }
}
