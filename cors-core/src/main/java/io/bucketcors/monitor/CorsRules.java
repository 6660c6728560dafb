package io.bucketcors.monitor;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsCount;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsStatus;
import io.bucketcors.report.RulesReport;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The MXBean of one source at work. The only class that names JMX, which may be absent. */
final class CorsRules implements CorsRulesMXBean {
  private final CorsPolicySource source;

  private CorsRules(CorsPolicySource source) {
    this.source = source;
  }

  /**
   * Registers the bean of an application. Where the name is taken, by another filter of the app for
   * one, it gets a number.
   *
   * @return its name
   */
  static ObjectName register(CorsPolicySource source, String application) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int number = 1; ; number++) {
      String name = number == 1 ? application : application + " #" + number;
      ObjectName object = new ObjectName("io.bucketcors:type=Rules,name=" + ObjectName.quote(name));
      try {
        server.registerMBean(new CorsRules(source), object);
        return object;
      } catch (InstanceAlreadyExistsException e) {
        // Another number.
      }
    }
  }

  static void unregister(ObjectName name) throws JMException {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
  }

  @Override
  public String getVersion() {
    return source.current().version();
  }

  @Override
  public boolean isEnabled() {
    return source.current().enabled();
  }

  @Override
  public int getRuleCount() {
    return RulesReport.count(source.current());
  }

  @Override
  public List<String> getRules() {
    CorsStatus status = source.status();
    return RulesReport.of("Rules", source.current(), status.locations(), status.notes())
        .lines()
        .toList();
  }

  @Override
  public String getLastReloadOutcome() {
    return source.status().outcome().name();
  }

  @Override
  public long getLastReloadTime() {
    return source.status().at().toEpochMilli();
  }

  @Override
  public String getLastChange() {
    CorsComparison.Change change = source.status().change();
    return change == null ? "" : change.word();
  }

  @Override
  public long getLastGoodTime() {
    return source.status().lastGood().toEpochMilli();
  }

  @Override
  public double getAgeSeconds() {
    return Duration.between(source.status().lastGood(), Instant.now()).toMillis() / 1000.0;
  }

  @Override
  public List<String> getProblems() {
    return source.status().problems().stream().map(CorsProblem::message).toList();
  }

  @Override
  public long getAppliedCount() {
    return source.status().applied();
  }

  @Override
  public long getUnchangedCount() {
    return source.status().unchanged();
  }

  @Override
  public long getRefusedCount() {
    return source.status().refused();
  }

  @Override
  public Map<String, Long> getDecisions() {
    Map<String, Long> decisions = new TreeMap<>();
    for (CorsCount count : source.counts()) {
      decisions.put(
          "bucket="
              + count.bucket()
              + ",preflight="
              + count.isPreflight()
              + ",outcome="
              + count.outcome()
              + ",reason="
              + count.reason(),
          count.count());
    }
    return decisions;
  }
}
