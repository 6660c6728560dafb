package io.bucketcors.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import io.bucketcors.CorsStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start and an end leave in the log, also where something fails. */
class StartLogTest {
  private static final Logger LOGGER = Logger.getLogger("io.bucketcors");
  private static final CorsRule READ = CorsRule.allow("https://a.example").methods("GET").build();

  private final List<LogRecord> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private @Nullable Level before;

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    before = LOGGER.getLevel();
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(before);
  }

  @Test
  void namesRulesOfABucketThatLackHead() {
    CorsPolicy policy = CorsPolicy.builder().dialect(CorsDialect.S3).rule(READ).build();
    try (CorsPolicySource source = CorsPolicySource.fixed(CorsPolicies.of(policy));
        CorsDeployment deployment = CorsDeployment.start(source, "app", null)) {
      assertThat(messages(Level.INFO))
          .satisfiesExactly(
              rules -> assertThat(rules).startsWith("CORS rules in force for app"),
              head -> assertThat(head).startsWith("HEAD is not implied by GET").contains("rule 0"));
    }
  }

  @Test
  void warnsInOneLineWhereNoSourceHasRules() {
    CorsProblems problems = new CorsProblems();
    problems
        .at(CorsLocation.inCode("default"))
        .warn(CorsProblemType.RULES_MISSING, "", "the app is untouched", "add rules");
    try (CorsPolicySource source = withoutRules(problems);
        CorsDeployment deployment = CorsDeployment.start(source, "app", null)) {
      assertThat(messages(Level.WARNING))
          .singleElement()
          .asString()
          .contains("the app is untouched", "[rules-missing]");
      assertThat(messages(Level.INFO)).isEmpty();
    }
  }

  private static CorsPolicySource withoutRules(CorsProblems problems) {
    CorsPolicies policies = CorsPolicies.disabled();
    return new CorsPolicySource() {
      @Override
      public CorsPolicies current() {
        return policies;
      }

      @Override
      public CorsStatus status() {
        return CorsStatus.builder().problems(problems.list()).build();
      }

      @Override
      public void close() {}
    };
  }

  /** Named in files of the app's class loader. */
  public static final class Counting implements CorsListener {
    static int starts;

    @Override
    public void started(String application, CorsPolicySource source) {
      starts++;
      throw new IllegalStateException("no");
    }
  }

  @Test
  void namesEachListenerThatFails() throws IOException {
    assertThat(startWithListenersAfter(1)).isEqualTo(1);
    assertThat(messages(Level.WARNING))
        .containsExactly(
            "A listener of CORS rules cannot be made.", "A listener of CORS rules failed.");
    assertThat(lines)
        .filteredOn(line -> line.getLevel() == Level.WARNING)
        .extracting(LogRecord::getThrown)
        .doesNotContainNull();
  }

  @Test
  void looksForNoMoreListenersAfterAHundredFailures() throws IOException {
    assertThat(startWithListenersAfter(99)).isEqualTo(1);
    lines.clear();
    assertThat(startWithListenersAfter(100)).isZero();
    assertThat(messages(Level.WARNING)).hasSize(100);
  }

  private int startWithListenersAfter(int broken) throws IOException {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(CorsListener.class.getName()),
        IntStream.range(0, broken)
                .mapToObj(i -> "no.such.Listener" + i + "\n")
                .collect(Collectors.joining())
            + Counting.class.getName());
    Counting.starts = 0;
    try (CorsPolicySource source = CorsPolicySource.of(READ);
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, StartLogTest.class.getClassLoader());
        CorsDeployment deployment = CorsDeployment.start(source, "app", loader)) {
      return Counting.starts;
    }
  }

  @Test
  void anEndBearsThatSomebodyElseTookTheRulesOutOfJmx() throws JMException {
    ObjectName name = new ObjectName("io.bucketcors:type=Rules,name=\"taken\"");
    try (CorsPolicySource source = CorsPolicySource.of(READ)) {
      CorsDeployment deployment = CorsDeployment.start(source, "taken", null);
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
      deployment.close();
      deployment.close();
    }
    assertThat(messages(Level.FINE))
        .containsExactly("JMX still shows CORS rules that are not in force.");
  }

  private List<String> messages(Level level) {
    return lines.stream()
        .filter(line -> line.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }
}
