package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.MissingValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules as keys, read but not yet judged. */
record KeyDraft(List<KeyTable> tables) implements Loader.Draft {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  KeyDraft {
    tables = List.copyOf(tables);
  }

  @Override
  public Loaded compile(@Nullable CorsPolicies inForce) {
    Keys keys = new Keys(tables);
    Places places = new Places();
    List<CorsProblem> problems = new ArrayList<>();
    Values values = new Values(keys, places, problems);
    tables.forEach(table -> problems.addAll(Strangers.judge(table.strangers())));

    Boolean enabled = values.flag(Key.of(CorsPolicy.DEFAULT_BUCKET, Setting.ENABLED));
    Duration interval = values.duration(Key.of(CorsPolicy.DEFAULT_BUCKET, Setting.RELOAD_INTERVAL));
    CorsPolicies.Builder policies = CorsPolicies.builder();
    BucketReader first =
        new BucketReader(CorsPolicy.DEFAULT_BUCKET, keys, values, places, problems);
    policies.defaultBucket(build(first.read(), problems));
    first.paths();
    for (String name : keys.namedBuckets()) {
      BucketReader reader = new BucketReader(name, keys, values, places, problems);
      policies.bucket(build(reader.read().bucket(name), problems), reader.paths(), places);
    }
    problems.addAll(policies.check());

    boolean off = Boolean.FALSE.equals(enabled);
    if (inForce != null && !off) {
      Stream.concat(Stream.of(inForce.defaultBucket()), inForce.namedBuckets().stream())
          .filter(policy -> !policy.rules().isEmpty() && !hasRules(policy.bucket(), keys))
          .forEach(policy -> problems.add(vanished(policy)));
    }
    boolean refused = problems.stream().anyMatch(CorsProblem::isError);
    CorsPolicies result = refused ? null : off ? CorsPolicies.disabled() : policies.build();
    return new Loaded(result, problems, interval == null ? DEFAULT_INTERVAL : interval, places);
  }

  private static boolean hasRules(String bucket, Keys keys) {
    return !keys.rules(bucket).isEmpty()
        || keys.text(Key.of(bucket, Setting.RULES_LOCATION)) != null;
  }

  /** A config store that is down answers with nothing, and must not open or shut an app. */
  private static CorsProblem vanished(CorsPolicy policy) {
    String bucket = policy.bucket();
    int rules = policy.rules().size();
    String property = Key.property(bucket, 0, "");
    return new MissingValue(
        "rules-vanished",
        new CorsLocation(bucket, -1, "", -1, property, null, 0, 0),
        "bucket "
            + bucket
            + " had "
            + rules
            + (rules == 1 ? " rule" : " rules")
            + " and no config source has any now, as when a config store is down",
        "to remove rules on purpose set bucketcors.enabled=false, or name a document without rules"
            + " in rules-location");
  }

  /** The policy, or an empty one in its place so that the rest can be judged too. */
  private static CorsPolicy build(CorsPolicy.Builder builder, List<CorsProblem> problems) {
    Set<String> known = new HashSet<>();
    problems.forEach(problem -> known.add(setting(problem)));
    List<CorsProblem> found = builder.check();
    for (CorsProblem problem : found) {
      // What could not be read is not also missing.
      if (!(problem instanceof MissingValue && known.contains(setting(problem)))) {
        problems.add(problem);
      }
    }
    return found.stream().anyMatch(CorsProblem::isError)
        ? CorsPolicy.builder().build()
        : builder.build();
  }

  private static String setting(CorsProblem problem) {
    return Key.property(
        problem.location().bucket(), problem.location().rule(), problem.location().field());
  }
}
