package io.bucketcors.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.CorsStatus.Outcome;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see: JMX, JFR, the log, listeners. */
class MonitorTest {
  private static final CorsRule RULE =
      CorsRule.allow("https://a.example")
          .methods("GET", "PUT")
          .headers("x-a", "x-b")
          .id("app")
          .build();

  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

  @TempDir Path folder;

  private static ReloadableCorsPolicies source() {
    return ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(RULE)));
  }

  private static void ask(CorsPolicySource source, CorsRequest request) {
    CorsPolicy policy = source.current().defaultBucket();
    policy.record(policy.decide(request), request, CorsRequest.READER);
  }

  @Test
  void jmxShowsTheRulesOfEachApplication() throws JMException {
    ReloadableCorsPolicies source = source();
    CorsDeployment one = CorsDeployment.start(source, "/app, filter \"cors\"*", null);
    CorsDeployment other = CorsDeployment.start(source, "/app, filter \"cors\"*", null);
    ask(source, CorsRequest.actual("GET", "https://x.example"));

    Set<ObjectName> names = JMX.queryNames(new ObjectName("io.bucketcors:type=Rules,*"), null);
    assertThat(names)
        .contains(
            new ObjectName(
                "io.bucketcors:type=Rules,name=" + ObjectName.quote("/app, filter \"cors\"*")),
            new ObjectName(
                "io.bucketcors:type=Rules,name=" + ObjectName.quote("/app, filter \"cors\"* #2")));
    ObjectName name =
        new ObjectName(
            "io.bucketcors:type=Rules,name=" + ObjectName.quote("/app, filter \"cors\"*"));
    assertThat(JMX.getAttribute(name, "Version")).isEqualTo(source.current().version());
    assertThat(JMX.getAttribute(name, "RuleCount")).isEqualTo(1);
    assertThat(JMX.getAttribute(name, "LastReloadOutcome")).isEqualTo("STARTED");
    assertThat(JMX.getAttribute(name, "RefusedCount")).isEqualTo(0L);
    assertThat((double) JMX.getAttribute(name, "AgeSeconds")).isBetween(0.0, 60.0);
    assertThat((String[]) JMX.getAttribute(name, "Rules"))
        .anyMatch(line -> line.contains("https://a.example"));
    assertThat(JMX.getAttribute(name, "Decisions").toString())
        .contains("bucket=default,preflight=false,outcome=denied,reason=ORIGIN_NOT_ALLOWED");

    other.close();
    one.close();
    one.close();
    assertThat(JMX.queryNames(new ObjectName("io.bucketcors:type=Rules,*"), null)).isEmpty();
    source.close();
  }

  @Test
  void aBadChangeIsSeenEverywhere() throws JMException {
    AtomicReference<@Nullable CorsPolicies> next =
        new AtomicReference<>(CorsPolicies.of(CorsPolicy.of(RULE)));
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> {
              CorsPolicies given = next.get();
              if (given == null) {
                throw new IllegalStateException("down");
              }
              return given;
            });
    String version = source.current().version();
    try (CorsDeployment deployment = CorsDeployment.start(source, "bad", null)) {
      next.set(null);
      source.reload();
      source.reload();
      ObjectName name = new ObjectName("io.bucketcors:type=Rules,name=\"bad\"");
      assertThat(JMX.getAttribute(name, "LastReloadOutcome")).isEqualTo("REFUSED");
      assertThat(JMX.getAttribute(name, "RefusedCount")).isEqualTo(1L);
      assertThat(JMX.getAttribute(name, "UnchangedCount")).isEqualTo(1L);
      assertThat(JMX.getAttribute(name, "Version")).isEqualTo(version);
      assertThat((String[]) JMX.getAttribute(name, "Problems"))
          .singleElement()
          .asString()
          .contains("[source-unreadable]");

      next.set(CorsPolicies.of(CorsPolicy.of(RULE)));
      source.reload();
      assertThat(source.status().outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(source.status().problems()).isEmpty();
      assertThat(source.status().refused()).isEqualTo(1);
    }
  }

  @Test
  @Tag("slow")
  void flightRecorderHasReloadsAndIfAskedDecisions() throws IOException {
    ReloadableCorsPolicies source = source();
    Path file = folder.resolve("cors.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("io.bucketcors.Decision");
      recording.start();
      ask(source, CorsRequest.preflight("https://a.example", "PUT", "x-a"));
      ask(source, CorsRequest.actual("GET", "https://x.example\r\n"));
      source.replace(CorsPolicies.of(CorsPolicy.of(RULE)));
      recording.stop();
      recording.dump(file);
    }
    try (Recording recording = new Recording()) {
      recording.start();
      ask(source, CorsRequest.actual("GET", "https://a.example"));
      recording.stop();
      Path none = folder.resolve("none.jfr");
      recording.dump(none);
      assertThat(events(none, "io.bucketcors.Decision")).isEmpty();
    }
    List<RecordedEvent> decisions = events(file, "io.bucketcors.Decision");
    assertThat(decisions).hasSize(2);
    assertThat(decisions.get(0).getString("outcome")).isEqualTo("allowed");
    assertThat(decisions.get(0).getString("ruleId")).isEqualTo("app");
    assertThat(decisions.get(0).getString("method")).isEqualTo("PUT");
    assertThat(decisions.get(0).getBoolean("preflight")).isTrue();
    assertThat(decisions.get(1).getString("reason")).isEqualTo("MALFORMED_ORIGIN");
    assertThat(decisions.get(1).getString("origin")).doesNotContain("\n");
    List<RecordedEvent> reloads = events(file, "io.bucketcors.Reload");
    assertThat(reloads).hasSize(1);
    assertThat(reloads.get(0).getString("outcome")).isEqualTo("applied");
    assertThat(reloads.get(0).getString("change")).isEqualTo("same");
    assertThat(reloads.get(0).getString("version")).isEqualTo(source.current().version());
    assertThat(reloads.get(0).getInt("rules")).isEqualTo(1);
    source.close();
  }

  /** JDK Flight Recorder is often on in production, for other events. */
  @Test
  void aRecordingOfOtherEventsCostsARequestNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ReloadableCorsPolicies source = source();
    CorsRequest request = CorsRequest.actual("GET", "https://a.example");
    CorsPolicy policy = source.current().defaultBucket();
    CorsDecision decision = policy.decide(request);
    try (Recording recording = new Recording()) {
      recording.start();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 20 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
          policy.record(decision, request, CorsRequest.READER);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isZero();
    }
  }

  private static List<RecordedEvent> events(Path file, String name) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(name))
        .toList();
  }

  private static Handler handler(Consumer<LogRecord> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.accept(line);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void aDenialIsOneLineAtDebugThatSaysWhatFailed() {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger("io.bucketcors.denied");
    Handler handler = handler(line -> lines.add(line.getMessage()));
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try (ReloadableCorsPolicies source = source()) {
      CorsRequest evil = CorsRequest.actual("GET", "https://evil.example\r\nX: y");
      for (int i = 0; i < 20; i++) {
        ask(source, evil);
      }
      assertThat(lines).isEmpty();
      logger.setLevel(Level.ALL);
      ask(source, CorsRequest.actual("GET", "https://a.example"));
      assertThat(lines).isEmpty();

      ask(source, evil);
      ask(source, CorsRequest.actual("GET", "https://x.example"));
      ask(source, CorsRequest.preflight("https://a.example", "DELETE"));
      ask(source, CorsRequest.preflight("https://a.example", "PUT", "x-a", "x-c", "x-b"));
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).contains("MALFORMED_ORIGIN").doesNotContain("\n", "\r");
      assertThat(lines.get(1))
          .contains("ORIGIN_NOT_ALLOWED", "\"https://x.example\"", "no rule lists the origin");
      assertThat(lines.get(2)).contains("METHOD_NOT_ALLOWED", "\"DELETE\"", "preflight");
      assertThat(lines.get(3)).contains("HEADER_NOT_ALLOWED", "\"x-c\"").doesNotContain("x-a");

      for (int i = 0; i < 1000; i++) {
        ask(source, CorsRequest.actual("GET", "https://x.example"));
      }
      assertThat(lines).hasSizeLessThan(60);
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
    }
  }

  /** Named in a file of the app's class loader. */
  public static final class Listening implements CorsListener {
    static final List<String> HEARD = new ArrayList<>();

    @Override
    public void started(String application, CorsPolicySource source) {
      HEARD.add("started " + application + " " + source.current().version());
      throw new AssertionError("an Error of a listener");
    }

    @Override
    public void reloaded(CorsReload outcome) {
      HEARD.add("reloaded " + outcome.getClass().getSimpleName());
      throw new AssertionError("an Error of a listener");
    }

    @Override
    public void stopped(String application, CorsPolicySource source) {
      HEARD.add("stopped " + application);
      throw new AssertionError("an Error of a listener");
    }
  }

  @Test
  void listenersAreFoundAsServicesAndHarmNothing() throws IOException {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(CorsListener.class.getName()),
        "no.such.Listener\n" + Listening.class.getName() + "\n");
    Listening.HEARD.clear();
    try (ReloadableCorsPolicies source = source();
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, MonitorTest.class.getClassLoader())) {
      String version = source.current().version();
      try (CorsDeployment deployment = CorsDeployment.start(source, "app", loader)) {
        source.reload();
        source.replace(CorsPolicies.of(CorsPolicy.of(RULE)));
      }
      source.reload();
      assertThat(Listening.HEARD)
          .containsExactly(
              "started app " + version, "reloaded Unchanged", "reloaded Applied", "stopped app");
    }
  }

  /** What lives as long as the process may be held on to: these tests do. */
  @Test
  void whatIsStartedForGoodIsInJmxToo() throws JMException {
    ObjectName name = new ObjectName("io.bucketcors:type=Rules,name=\"good\"");
    try (ReloadableCorsPolicies source = source();
        CorsDeployment deployment = CorsDeployment.startForGood(source, "good", null)) {
      assertThat(JMX.isRegistered(name)).isTrue();
    }
    assertThat(JMX.isRegistered(name)).isFalse();
  }

  @Test
  void aStartIsLoggedOnceWithTheRulesAndWhatIsOddAboutThem() {
    List<LogRecord> lines = new ArrayList<>();
    Logger logger = Logger.getLogger("io.bucketcors");
    Handler handler = handler(lines::add);
    Level before = logger.getLevel();
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    CorsRule odd = RULE.toBuilder().expose("Set-Cookie").build();
    try (CorsPolicySource source = CorsPolicySource.of(odd);
        CorsPolicySource empty = CorsPolicySources.of(Map.of());
        CorsDeployment one = CorsDeployment.start(source, "one", null);
        CorsDeployment other = CorsDeployment.start(empty, "other", null)) {
      assertThat(lines)
          .filteredOn(line -> line.getLevel() == Level.INFO)
          .extracting(LogRecord::getMessage)
          .satisfiesExactly(
              rules ->
                  assertThat(rules).contains("CORS rules in force for one", "https://a.example"),
              none -> assertThat(none).contains("There are no CORS rules"));
      assertThat(lines)
          .filteredOn(line -> line.getLevel() == Level.WARNING)
          .extracting(LogRecord::getMessage)
          .satisfiesExactly(warning -> assertThat(warning).contains("[header-not-readable]"));
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      logger.setLevel(before);
    }
  }

  @Test
  void aListenerCannotReloadAndReloadingGoesOn() {
    AtomicReference<ReloadableCorsPolicies> self = new AtomicReference<>();
    List<Throwable> refused = new ArrayList<>();
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> CorsPolicies.of(CorsPolicy.of(RULE)),
            new CorsListener() {
              @Override
              public void reloaded(CorsReload outcome) {
                assertThatThrownBy(() -> Objects.requireNonNull(self.get()).reload())
                    .satisfies(refused::add)
                    .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(
                        () -> Objects.requireNonNull(self.get()).replace(CorsPolicies.disabled()))
                    .satisfies(refused::add)
                    .isInstanceOf(IllegalStateException.class);
              }
            });
    self.set(source);
    source.reload();
    source.reload();
    assertThat(refused).hasSize(4);
    assertThat(source.applied()).isEqualTo(2);
  }
}
