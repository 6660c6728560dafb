package io.bucketcors.conformance.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsReason;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.conformance.harness.LogCapture;
import io.bucketcors.micrometer.MicrometerCorsListener;
import io.bucketcors.opentelemetry.OpenTelemetryCorsListener;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers are those of the requests that were sent, whoever shows them. */
class MetricsTest {
  private static final String APP = "https://app.example";
  private static final String OTHER = "https://other.example";
  private static final String EVIL = "https://evil.example";

  private final SimpleMeterRegistry simple = new SimpleMeterRegistry();
  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();
  private final LogCapture micrometerLog = LogCapture.of("io.micrometer");
  private final LogCapture telemetryLog = LogCapture.of("io.opentelemetry");

  @TempDir private Path folder;

  @BeforeEach
  void join() {
    Metrics.addRegistry(simple);
    Metrics.addRegistry(prometheus);
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(telemetry);
  }

  @AfterEach
  void leave() {
    Metrics.removeRegistry(simple);
    Metrics.removeRegistry(prometheus);
    GlobalOpenTelemetry.resetForTest();
    telemetry.close();
    micrometerLog.close();
    telemetryLog.close();
    assertThat(micrometerLog.lines()).isEmpty();
    assertThat(telemetryLog.lines()).isEmpty();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** The same, whoever is asked; Micrometer counts for one scrape, some milliseconds, once. */
  private Map<String, Double> series(String name, String... without) throws InterruptedException {
    Thread.sleep(20);
    Map<String, Double> seen = Seen.of(Seen.byMicrometer(simple), name, without);
    assertThat(Seen.of(Seen.byOpenTelemetry(reader), name, without))
        .as("OpenTelemetry")
        .isEqualTo(seen);
    return seen;
  }

  private Map<String, Double> decisions() throws InterruptedException {
    Map<String, Double> seen = series("bucketcors.decisions", "bucketcors.application");
    Map<String, Double> scraped = new TreeMap<>();
    Seen.of(Seen.byPrometheus(prometheus), "bucketcors_decisions_total", "bucketcors_application")
        .forEach(
            (labels, value) -> scraped.put(labels.replace("bucketcors_", "bucketcors."), value));
    assertThat(scraped).as("Prometheus").isEqualTo(seen);
    return seen;
  }

  private static String decided(String bucket, String outcome, boolean preflight, String reason) {
    return "bucketcors.bucket="
        + bucket
        + ",bucketcors.outcome="
        + outcome
        + ",bucketcors.preflight="
        + preflight
        + ",bucketcors.reason="
        + reason;
  }

  private double reloads(String outcome) {
    return Stream.of("same", "narrower", "wider", "incomparable")
        .mapToDouble(change -> reloads(outcome, change))
        .sum();
  }

  private double reloads(String outcome, String change) {
    return Seen.byOpenTelemetry(reader)
        .getOrDefault(
            "bucketcors.reloads{bucketcors.application=/, filter cors,bucketcors.reload.change="
                + change
                + ",bucketcors.reload.outcome="
                + outcome
                + "}",
            0.0);
  }

  private static String versionByJmx() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        server.queryNames(new ObjectName("io.bucketcors:type=Rules,*"), null).iterator().next();
    return (String) server.getAttribute(name, "Version");
  }

  @Test
  void everyDecisionIsCountedOverReloads() throws Exception {
    try (WatchedApp app = WatchedApp.start(folder, "/", APP)) {
      assertThat(decisions()).isEmpty();
      app.get(3, "/x", "Origin: " + APP);
      app.get(2, "/x", "Origin: " + EVIL);
      app.get(6, "/x");
      app.get(1, "/x", "Origin: not an origin");
      app.preflight(5, "/x", APP, "GET");
      app.preflight(4, "/x", APP, "PUT");
      app.preflight(7, "/x", APP, "GET", "Access-Control-Request-Headers: x-secret");
      app.preflight(8, "/x", EVIL, "GET");
      app.get(9, "/files/x", "Origin: " + EVIL);
      Map<String, Double> expected =
          new TreeMap<>(
              Map.of(
                  decided("default", "allowed", false, "ALLOWED"), 3.0,
                  decided("default", "denied", false, "ORIGIN_NOT_ALLOWED"), 2.0,
                  decided("default", "not_cors", false, "NOT_CORS"), 6.0,
                  decided("default", "denied", false, "MALFORMED_ORIGIN"), 1.0,
                  decided("default", "allowed", true, "ALLOWED"), 5.0,
                  decided("default", "denied", true, "METHOD_NOT_ALLOWED"), 4.0,
                  decided("default", "denied", true, "HEADER_NOT_ALLOWED"), 7.0,
                  decided("default", "denied", true, "ORIGIN_NOT_ALLOWED"), 8.0,
                  decided("files", "allowed", false, "ALLOWED"), 9.0));
      assertThat(decisions()).isEqualTo(expected);

      app.allow(OTHER, APP);
      await(() -> reloads("applied") == 1);
      app.get(2, "/x", "Origin: " + OTHER);
      app.get(1, "/x", "Origin: " + APP);
      expected.put(decided("default", "allowed", false, "ALLOWED"), 6.0);
      assertThat(decisions()).isEqualTo(expected);
    }
  }

  @Test
  void reloadsRulesAndVersionAreShown() throws Exception {
    try (WatchedApp app = WatchedApp.start(folder, "/", APP)) {
      assertThat(series("bucketcors.rules", "bucketcors.application"))
          .containsExactly(Map.entry("", 2.0));
      String first = versionByJmx();
      assertThat(series("bucketcors.rules.version", "bucketcors.application"))
          .containsExactly(Map.entry("bucketcors.version=" + first, 1.0));

      app.allow(OTHER, APP);
      await(() -> reloads("applied") == 1);
      String second = versionByJmx();
      assertThat(second).isNotEqualTo(first);
      assertThat(series("bucketcors.rules.version", "bucketcors.application"))
          .containsExactly(Map.entry("bucketcors.version=" + second, 1.0));
      assertThat(Seen.of(Seen.byPrometheus(prometheus), "bucketcors_rules_version"))
          .containsExactly(
              Map.entry("bucketcors_application=/, filter cors,bucketcors_version=" + second, 1.0));
      assertThat(series("bucketcors.rules", "bucketcors.application"))
          .containsExactly(Map.entry("", 3.0));

      app.allow("http://*.com/");
      await(() -> reloads("refused") == 1);
      // What is refused ages: nothing good has been read since.
      await(() -> age() > 0.3);
      assertThat(series("bucketcors.rules.version", "bucketcors.application"))
          .containsExactly(Map.entry("bucketcors.version=" + second, 1.0));
      assertThat(reloads("refused")).isEqualTo(1);
      assertThat(reloads("applied")).isEqualTo(1);
      assertThat(reloads("unchanged")).isPositive();
      String reloads = "bucketcors_reloads_total";
      assertThat(Seen.of(Seen.byPrometheus(prometheus), reloads, "bucketcors_application"))
          .containsEntry("bucketcors_reload_change=same,bucketcors_reload_outcome=refused", 1.0)
          .containsEntry("bucketcors_reload_change=wider,bucketcors_reload_outcome=applied", 1.0);
      assertThat(reloads("applied", "wider")).isEqualTo(1);
      Map<String, Double> scraped =
          Seen.of(Seen.byPrometheus(prometheus), "bucketcors_rules_age_seconds");
      assertThat(scraped.get("bucketcors_application=/, filter cors")).isBetween(0.3, 60.0);

      app.allow(APP);
      await(() -> reloads("applied") == 2);
      assertThat(reloads("applied", "narrower")).isEqualTo(1);
      await(() -> age() < 0.3);
      assertThat(versionByJmx()).isEqualTo(first);
      assertThat(series("bucketcors.rules.version", "bucketcors.application"))
          .containsExactly(Map.entry("bucketcors.version=" + first, 1.0));
    }
  }

  private double age() {
    String name = "bucketcors.rules.age{bucketcors.application=/, filter cors}";
    double otel = Seen.byOpenTelemetry(reader).getOrDefault(name, 0.0);
    double micrometer = Seen.byMicrometer(simple).getOrDefault(name, 0.0);
    assertThat(Math.abs(otel - micrometer)).isLessThan(1);
    return otel;
  }

  /** So that a rate over time sees the first one of a kind. */
  @Test
  void prometheusKnowsWhatHasNotOccurredYet() throws Exception {
    try (WatchedApp app = WatchedApp.start(folder, "/", APP)) {
      assertThat(prometheus.scrape())
          .contains(
              "bucketcors_decisions_total{bucketcors_application=\"/, filter cors\","
                  + "bucketcors_bucket=\"files\",bucketcors_outcome=\"denied\","
                  + "bucketcors_preflight=\"true\",bucketcors_reason=\"METHOD_NOT_ALLOWED\"} 0.0\n")
          .doesNotContain("METHOD_INVALID", "ORIGIN_MISSING");
      app.get(1, "/x");
    }
  }

  @Test
  void nothingOfARequestIsALabel() throws Exception {
    try (WatchedApp app = WatchedApp.start(folder, "/", APP)) {
      app.get(1, "/secret-path", "Origin: " + APP);
      app.get(1, "/secret-path", "Origin: " + EVIL);
      app.preflight(1, "/x", APP, "SECRET", "Access-Control-Request-Headers: x-secret");
      assertThat(decisions()).hasSize(3);
      assertThat(prometheus.scrape() + Seen.byOpenTelemetry(reader))
          .doesNotContain("app.example", "evil.example", "secret", "SECRET");
    }
  }

  @Test
  void applicationsAreToldApartAndTakenBack() throws Exception {
    String application = "bucketcors.application=";
    try (WatchedApp one = WatchedApp.start(folder, "/one", APP)) {
      try (WatchedApp two = WatchedApp.start(folder, "/two", APP, OTHER);
          WatchedApp again = WatchedApp.start(folder, "/two", APP, OTHER, EVIL)) {
        one.get(1, "/one/x", "Origin: " + APP);
        two.get(2, "/two/x", "Origin: " + APP);
        again.get(3, "/two/x", "Origin: " + APP);
        String rest = "," + decided("default", "allowed", false, "ALLOWED");
        assertThat(series("bucketcors.decisions"))
            .containsExactly(
                Map.entry(application + "/one, filter cors" + rest, 1.0),
                Map.entry(application + "/two, filter cors #2" + rest, 3.0),
                Map.entry(application + "/two, filter cors" + rest, 2.0));
        assertThat(series("bucketcors.rules"))
            .containsExactly(
                Map.entry(application + "/one, filter cors", 2.0),
                Map.entry(application + "/two, filter cors", 3.0),
                Map.entry(application + "/two, filter cors #2", 4.0));
      }
      assertThat(series("bucketcors.rules"))
          .containsExactly(Map.entry(application + "/one, filter cors", 2.0));
      try (WatchedApp anew = WatchedApp.start(folder, "/two", APP)) {
        anew.get(4, "/two/x", "Origin: " + APP);
        assertThat(series("bucketcors.decisions"))
            .containsEntry(
                application
                    + "/two, filter cors,"
                    + decided("default", "allowed", false, "ALLOWED"),
                4.0);
      }
    }
    assertThat(Seen.byMicrometer(simple)).isEmpty();
    assertThat(simple.getMeters()).isEmpty();
    assertThat(prometheus.scrape()).doesNotContain("bucketcors_rules", "bucketcors_decisions");
    assertThat(Seen.byOpenTelemetry(reader)).isEmpty();
  }

  private static void decide(CorsPolicySource source, String origin) {
    CorsPolicy policy = source.current().defaultBucket();
    CorsRequest request = CorsRequest.actual("GET", origin);
    policy.record(policy.decide(request), request, CorsRequest.READER);
  }

  private static CorsPolicies policies(String... origins) {
    return CorsPolicies.of(CorsPolicy.of(CorsRule.allow(origins).methods("GET").build()));
  }

  @Test
  void codeMayGiveRegistriesOfItsOwn() throws Exception {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    InMemoryMetricReader ownReader = InMemoryMetricReader.create();
    SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(ownReader).build();
    OpenTelemetrySdk ownTelemetry = OpenTelemetrySdk.builder().setMeterProvider(meters).build();
    MicrometerCorsListener micrometer = new MicrometerCorsListener(own);
    OpenTelemetryCorsListener otel = new OpenTelemetryCorsListener(ownTelemetry);
    try (ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies(APP))) {
      micrometer.started("database", source);
      otel.started("database", source);
      decide(source, APP);
      source.replace(policies(APP, OTHER));
      decide(source, OTHER);
      Thread.sleep(20);
      for (Supplier<Map<String, Double>> seen :
          List.<Supplier<Map<String, Double>>>of(
              () -> Seen.byMicrometer(own), () -> Seen.byOpenTelemetry(ownReader))) {
        assertThat(Seen.of(seen.get(), "bucketcors.decisions").values()).containsExactly(2.0);
        assertThat(Seen.of(seen.get(), "bucketcors.rules.version", "bucketcors.application"))
            .containsExactly(Map.entry("bucketcors.version=" + source.current().version(), 1.0));
      }
      micrometer.stopped("database", source);
      otel.stopped("database", source);
      source.replace(policies(OTHER));
      assertThat(own.getMeters()).isEmpty();
      assertThat(Seen.byOpenTelemetry(ownReader)).isEmpty();
    }
    assertThat(simple.getMeters()).isEmpty();
    assertThat(Seen.byOpenTelemetry(reader)).isEmpty();
  }

  /** To ask for the global instance before it is set would keep the application from setting it. */
  @Test
  void openTelemetryMayBeSetLater() {
    GlobalOpenTelemetry.resetForTest();
    OpenTelemetryCorsListener listener = new OpenTelemetryCorsListener();
    try (ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies(APP))) {
      listener.started("late", source);
      GlobalOpenTelemetry.set(telemetry);
      source.reload();
      assertThat(Seen.byOpenTelemetry(reader))
          .containsEntry("bucketcors.rules{bucketcors.application=late}", 1.0);
      listener.stopped("late", source);
      assertThat(Seen.byOpenTelemetry(reader)).isEmpty();
    }
  }

  /** A jar too many, without what it shows in, costs a line of log and nothing else. */
  @Test
  void withoutMicrometerAndOpenTelemetryThereIsOneWarningEach() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Class<?> one :
        List.of(
            CorsPolicySource.class,
            MicrometerCorsListener.class,
            OpenTelemetryCorsListener.class)) {
      jars.add(one.getProtectionDomain().getCodeSource().getLocation());
    }
    try (URLClassLoader alone =
            new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        LogCapture log = LogCapture.of("io.bucketcors")) {
      Class<?> sourceType = alone.loadClass(CorsPolicySource.class.getName());
      Object source =
          alone
              .loadClass("io.bucketcors.config.CorsPolicySources")
              .getMethod("of", Map.class)
              .invoke(null, Map.of());
      Object deployment =
          alone
              .loadClass("io.bucketcors.monitor.CorsDeployment")
              .getMethod("start", sourceType, String.class, ClassLoader.class)
              .invoke(null, source, "alone", alone);
      ((AutoCloseable) deployment).close();
      assertThat(log.causes())
          .filteredOn(line -> line.startsWith("WARNING"))
          .hasSize(2)
          .allMatch(line -> line.contains("A listener of CORS rules cannot be made."));
    }
  }

  /** What {@code docs/metrics.md} names is what is scraped, in its alerts too. */
  @Test
  void theDocumentationNamesWhatIsThere() throws Exception {
    String docs = Files.readString(Path.of("../../docs/metrics.md"));
    try (WatchedApp app = WatchedApp.start(folder, "/", APP)) {
      app.get(1, "/x");
      Set<String> scraped = words("bucketcors_\\w+", prometheus.scrape());
      assertThat(words("bucketcors_\\w+", docs)).isSubsetOf(scraped);
      Set<String> collected =
          words("bucketcors(\\.\\w+)+", Seen.byOpenTelemetry(reader).keySet().toString());
      Set<String> documented = words("bucketcors(\\.\\w+)+", docs);
      assertThat(documented).isEqualTo(collected);
    }
    for (CorsReason reason : CorsReason.values()) {
      assertThat(docs).contains("`" + reason + "`");
    }
  }

  private static Set<String> words(String pattern, String text) {
    return Pattern.compile("(?<![\\w./])" + pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
