package io.bucketcors.micrometer;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsCount;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsReason;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows in Micrometer what CORS rules decide, and how they are doing: {@code bucketcors.decisions},
 * {@code bucketcors.reloads}, {@code bucketcors.rules}, {@code bucketcors.rules.age} and {@code
 * bucketcors.rules.version}. With this jar on its class path an application has them in {@link
 * Metrics#globalRegistry} without any code.
 *
 * <p>Meters are read when somebody asks for them; nothing is done on a request. No tag holds
 * anything that a request brought along. Thread-safe.
 */
public final class MicrometerCorsListener implements CorsListener {
  private static final String APPLICATION = "bucketcors.application";
  private static final String RULES = "bucketcors.rules";

  /** For one scrape, which reads every meter, everything is counted once. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Held while a name is looked for and taken, by whichever listener. */
  private static final Object NAMING = new Object();

  private final MeterRegistry registry;
  private final List<Watched> all = new CopyOnWriteArrayList<>();

  /** With the registry {@link Metrics#globalRegistry}. */
  public MicrometerCorsListener() {
    this(Metrics.globalRegistry);
  }

  /**
   * With a registry of one's own.
   *
   * @throws NullPointerException if it is null
   */
  public MicrometerCorsListener(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * Registers the meters of a source. To be called in code only where neither a filter nor a
   * feature does.
   *
   * @param application the tag {@code bucketcors.application}; where it is taken, it gets a number
   */
  @Override
  public void started(String application, CorsPolicySource source) {
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(source, "source");
    synchronized (NAMING) {
      String name = application;
      for (int number = 2; isTaken(name); number++) {
        name = application + " #" + number;
      }
      Watched watched = new Watched(application, source, registry, Tags.of(APPLICATION, name));
      all.add(watched);
      watched.register();
    }
    source.addListener(this);
  }

  private boolean isTaken(String name) {
    return registry.find(RULES).tag(APPLICATION, name).meter() != null;
  }

  /** Shows the version of the rules that are in force now. */
  @Override
  public void reloaded(CorsReload outcome) {
    all.forEach(Watched::update);
  }

  /** Removes the meters of a source. */
  @Override
  public void stopped(String application, CorsPolicySource source) {
    for (Watched watched : all) {
      if (watched.source == source && watched.application.equals(application)) {
        all.remove(watched);
        watched.remove();
        break;
      }
    }
    if (all.stream().noneMatch(watched -> watched.source == source)) {
      source.removeListener(this);
    }
  }

  /** What one decision counter is about. */
  private record Decided(String bucket, boolean preflight, CorsReason reason) {
    static Decided of(CorsCount count) {
      return new Decided(count.bucket(), count.isPreflight(), count.reason());
    }

    /** As {@link CorsCount#outcome} has it. */
    String outcome() {
      return switch (reason) {
        case ALLOWED -> "allowed";
        case NOT_CORS -> "not_cors";
        default -> "denied";
      };
    }

    // Written out: JDK 17 keeps the class loader of an undeployed app whose record had the
    // generated ones (java.lang.runtime.ObjectMethods).
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Decided that
          && bucket.equals(that.bucket)
          && preflight == that.preflight
          && reason == that.reason;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * bucket.hashCode() + reason.ordinal()) + (preflight ? 1 : 0);
    }
  }

  /** One source at work. */
  private static final class Watched {
    private final String application;
    private final CorsPolicySource source;
    private final MeterRegistry registry;
    private final Tags tags;

    // Guarded by this.
    private final List<Meter> meters = new ArrayList<>();
    private final Map<Decided, Meter> decisions = new HashMap<>();
    private Map<Decided, Long> counts = Map.of();
    private long countedAt;
    private @Nullable Meter version;
    private String shownVersion = "";
    private boolean removed;

    Watched(String application, CorsPolicySource source, MeterRegistry registry, Tags tags) {
      this.application = application;
      this.source = source;
      this.registry = registry;
      this.tags = tags;
    }

    synchronized void register() {
      meters.add(
          Gauge.builder(RULES, this, Watched::rules)
              .description("CORS rules in force, in all buckets")
              .tags(tags)
              .strongReference(true)
              .register(registry));
      meters.add(
          TimeGauge.builder(RULES + ".age", this, TimeUnit.SECONDS, Watched::age)
              .description("Time since what is read was last found good")
              .tags(tags)
              .strongReference(true)
              .register(registry));
      for (CorsComparison.Change change : CorsComparison.Change.values()) {
        reloads("applied", change, status -> status.applied(change));
      }
      reloads("unchanged", CorsComparison.Change.SAME, CorsStatus::unchanged);
      reloads("refused", CorsComparison.Change.SAME, CorsStatus::refused);
      update();
    }

    private void reloads(
        String outcome, CorsComparison.Change change, ToLongFunction<CorsStatus> count) {
      meters.add(
          FunctionCounter.builder(
                  "bucketcors.reloads", source, any -> count.applyAsLong(source.status()))
              .description("Looks at the rules, by what came of them")
              .tags(
                  tags.and(
                      "bucketcors.reload.outcome",
                      outcome,
                      "bucketcors.reload.change",
                      change.word()))
              .register(registry));
    }

    /** Registers what has become known since, and shows the version in force. */
    synchronized void update() {
      if (removed) {
        return;
      }
      CorsPolicies policies = source.current();
      buckets(policies).forEach(this::registerDecisions);
      registerWhatOccurred();
      if (!policies.version().equals(shownVersion)) {
        shownVersion = policies.version();
        if (version != null) {
          registry.remove(version);
        }
        // Not ".info", which clients of Prometheus take off the name.
        version =
            Gauge.builder(RULES + ".version", () -> 1)
                .description("1 for the version of the rules in force")
                .tags(tags.and("bucketcors.version", shownVersion))
                .register(registry);
      }
    }

    /** All that can be, so that a rate over time has the zero before the first one. */
    private void registerDecisions(CorsPolicy policy) {
      boolean ofStores = policy.dialect() != CorsDialect.STANDARD;
      for (CorsReason reason : CorsReason.values()) {
        boolean preflight = reason != CorsReason.NOT_CORS;
        boolean onlyPreflight =
            reason == CorsReason.ORIGIN_MISSING || reason == CorsReason.METHOD_INVALID;
        if (preflight && (ofStores || !onlyPreflight)) {
          register(new Decided(policy.bucket(), true, reason));
        }
        if (!onlyPreflight) {
          register(new Decided(policy.bucket(), false, reason));
        }
      }
    }

    /** What only buckets of an earlier time can have counted, for one. */
    private void registerWhatOccurred() {
      counts().keySet().forEach(this::register);
    }

    private void register(Decided decided) {
      decisions.computeIfAbsent(
          decided,
          any ->
              FunctionCounter.builder("bucketcors.decisions", source, ignored -> count(decided))
                  .description("Requests decided on by CORS rules")
                  .tags(
                      tags.and(
                          "bucketcors.bucket",
                          decided.bucket(),
                          "bucketcors.outcome",
                          decided.outcome(),
                          "bucketcors.reason",
                          decided.reason().name(),
                          "bucketcors.preflight",
                          Boolean.toString(decided.preflight())))
                  .register(registry));
    }

    private synchronized long count(Decided decided) {
      return counts().getOrDefault(decided, 0L);
    }

    private Map<Decided, Long> counts() {
      if (countedAt == 0 || System.nanoTime() - countedAt > FRESH_NANOS) {
        Map<Decided, Long> fresh = new HashMap<>();
        source.counts().forEach(count -> fresh.put(Decided.of(count), count.count()));
        counts = fresh;
        // Afterwards: with many rules this takes longer than it stays fresh.
        countedAt = System.nanoTime();
      }
      return counts;
    }

    /** Asked once a scrape, so that nothing new stays unseen where nothing is ever reloaded. */
    private double rules() {
      synchronized (this) {
        if (!removed) {
          registerWhatOccurred();
        }
      }
      return buckets(source.current()).mapToInt(policy -> policy.rules().size()).sum();
    }

    private static Stream<CorsPolicy> buckets(CorsPolicies policies) {
      return Stream.concat(Stream.of(policies.defaultBucket()), policies.namedBuckets().stream());
    }

    private double age() {
      return Duration.between(source.status().lastGood(), Instant.now()).toMillis() / 1000.0;
    }

    synchronized void remove() {
      removed = true;
      meters.forEach(registry::remove);
      decisions.values().forEach(registry::remove);
      if (version != null) {
        registry.remove(version);
      }
    }
  }
}
