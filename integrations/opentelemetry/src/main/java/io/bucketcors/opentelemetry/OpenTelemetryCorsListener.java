package io.bucketcors.opentelemetry;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsCount;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsStatus;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Shows in OpenTelemetry what CORS rules decide, and how they are doing: {@code
 * bucketcors.decisions}, {@code bucketcors.reloads}, {@code bucketcors.rules}, {@code
 * bucketcors.rules.age} and {@code bucketcors.rules.version}. With this jar on its class path an
 * application has them in {@link GlobalOpenTelemetry} without any code, where that is set, by an
 * agent for one, before the rules are put to work; otherwise from the first reload after it is set.
 *
 * <p>All instruments are asynchronous: they are read when somebody collects, and nothing is done on
 * a request. No attribute holds anything that a request brought along. Thread-safe.
 */
public final class OpenTelemetryCorsListener implements CorsListener {
  private static final AttributeKey<String> APPLICATION =
      AttributeKey.stringKey("bucketcors.application");
  private static final AttributeKey<String> BUCKET = AttributeKey.stringKey("bucketcors.bucket");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("bucketcors.outcome");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("bucketcors.reason");
  private static final AttributeKey<Boolean> PREFLIGHT =
      AttributeKey.booleanKey("bucketcors.preflight");
  private static final AttributeKey<String> RELOAD_CHANGE =
      AttributeKey.stringKey("bucketcors.reload.change");
  private static final AttributeKey<String> RELOAD_OUTCOME =
      AttributeKey.stringKey("bucketcors.reload.outcome");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("bucketcors.version");

  /** The applications that are shown, so that no two have one name. Guarded by itself. */
  private static final Map<OpenTelemetry, Set<String>> NAMES = new WeakHashMap<>();

  private final @Nullable OpenTelemetry given;
  private final List<Watched> all = new CopyOnWriteArrayList<>();

  /** With {@link GlobalOpenTelemetry}, once that is set. */
  public OpenTelemetryCorsListener() {
    given = null;
  }

  /**
   * With an instance of one's own.
   *
   * @throws NullPointerException if it is null
   */
  public OpenTelemetryCorsListener(OpenTelemetry telemetry) {
    given = Objects.requireNonNull(telemetry, "telemetry");
  }

  /**
   * Registers the instruments of a source. To be called in code only where neither a filter nor a
   * feature does.
   *
   * @param application the attribute {@code bucketcors.application}; where it is taken, it gets a
   *     number
   */
  @Override
  public void started(String application, CorsPolicySource source) {
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(source, "source");
    Watched watched = new Watched(application, source);
    all.add(watched);
    watched.register(telemetry());
    source.addListener(this);
  }

  /** Registers what could not be registered before. */
  @Override
  public void reloaded(CorsReload outcome) {
    all.forEach(watched -> watched.register(telemetry()));
  }

  /** Takes back the instruments of a source. */
  @Override
  public void stopped(String application, CorsPolicySource source) {
    for (Watched watched : all) {
      if (watched.source == source && watched.application.equals(application)) {
        all.remove(watched);
        watched.close();
        break;
      }
    }
    if (all.stream().noneMatch(watched -> watched.source == source)) {
      source.removeListener(this);
    }
  }

  /** Null while there is none: to ask for the global one too early would keep it from being set. */
  private @Nullable OpenTelemetry telemetry() {
    return given == null && GlobalOpenTelemetry.isSet() ? GlobalOpenTelemetry.get() : given;
  }

  /** One source at work. */
  private static final class Watched {
    private final String application;
    private final CorsPolicySource source;

    // Guarded by this.
    private @Nullable BatchCallback callback;
    private @Nullable Runnable giveNameBack;
    private boolean closed;

    Watched(String application, CorsPolicySource source) {
      this.application = application;
      this.source = source;
    }

    synchronized void register(@Nullable OpenTelemetry telemetry) {
      if (telemetry == null || callback != null || closed) {
        return;
      }
      String name = takeName(telemetry);
      Meter meter = telemetry.getMeterProvider().get("io.bucketcors");
      ObservableLongMeasurement decisions =
          meter
              .counterBuilder("bucketcors.decisions")
              .setUnit("{request}")
              .setDescription("Requests decided on by CORS rules.")
              .buildObserver();
      ObservableLongMeasurement reloads =
          meter
              .counterBuilder("bucketcors.reloads")
              .setUnit("{reload}")
              .setDescription("Looks at the rules, by what came of them.")
              .buildObserver();
      ObservableLongMeasurement rules =
          meter
              .gaugeBuilder("bucketcors.rules")
              .ofLongs()
              .setUnit("{rule}")
              .setDescription("CORS rules in force, in all buckets.")
              .buildObserver();
      ObservableDoubleMeasurement age =
          meter
              .gaugeBuilder("bucketcors.rules.age")
              .setUnit("s")
              .setDescription("Time since what is read was last found good.")
              .buildObserver();
      // Not ".info", which exporters for Prometheus take off the name.
      ObservableLongMeasurement version =
          meter
              .gaugeBuilder("bucketcors.rules.version")
              .ofLongs()
              .setDescription("1 for the version of the rules in force.")
              .buildObserver();
      Attributes app = Attributes.of(APPLICATION, name);
      callback =
          meter.batchCallback(
              () -> {
                source.counts().forEach(count -> record(decisions, name, count));
                CorsStatus status = source.status();
                for (Change change : Change.values()) {
                  reloads.record(status.applied(change), reloads(name, "applied", change));
                }
                reloads.record(status.unchanged(), reloads(name, "unchanged", Change.SAME));
                reloads.record(status.refused(), reloads(name, "refused", Change.SAME));
                age.record(
                    Duration.between(status.lastGood(), Instant.now()).toMillis() / 1000.0, app);
                CorsPolicies policies = source.current();
                rules.record(rules(policies), app);
                version.record(1, Attributes.of(APPLICATION, name, VERSION, policies.version()));
              },
              decisions,
              reloads,
              rules,
              age,
              version);
    }

    private String takeName(OpenTelemetry telemetry) {
      synchronized (NAMES) {
        Set<String> taken = NAMES.computeIfAbsent(telemetry, any -> new HashSet<>());
        String name = application;
        for (int number = 2; !taken.add(name); number++) {
          name = application + " #" + number;
        }
        String mine = name;
        giveNameBack =
            () -> {
              synchronized (NAMES) {
                taken.remove(mine);
              }
            };
        return name;
      }
    }

    private static void record(ObservableLongMeasurement to, String name, CorsCount count) {
      to.record(
          count.count(),
          Attributes.builder()
              .put(APPLICATION, name)
              .put(BUCKET, count.bucket())
              .put(OUTCOME, count.outcome())
              .put(REASON, count.reason().name())
              .put(PREFLIGHT, count.isPreflight())
              .build());
    }

    private static Attributes reloads(String name, String outcome, Change change) {
      return Attributes.of(
          APPLICATION, name, RELOAD_OUTCOME, outcome, RELOAD_CHANGE, change.word());
    }

    private static long rules(CorsPolicies policies) {
      long rules = policies.defaultBucket().rules().size();
      return policies.namedBuckets().stream()
          .mapToLong(policy -> policy.rules().size())
          .reduce(rules, Long::sum);
    }

    synchronized void close() {
      closed = true;
      if (callback != null) {
        callback.close();
      }
      if (giveNameBack != null) {
        giveNameBack.run();
      }
    }
  }
}
