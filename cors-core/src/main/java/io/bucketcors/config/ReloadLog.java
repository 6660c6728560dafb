package io.bucketcors.config;

import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Tells what became of the rules: once to the log, every time to listener and counters. */
final class ReloadLog {
  private static final Logger LOG = System.getLogger("io.bucketcors");

  private final CorsListener listener;
  private final boolean configurable;
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile List<String> complaint = List.of();

  /**
   * @param configurable whether an implementation of MicroProfile Config, or code, may give rules
   */
  ReloadLog(CorsListener listener, boolean configurable) {
    this.listener = listener;
    this.configurable = configurable;
  }

  void started(CorsPolicies policies, Loader.Loaded loaded) {
    if (!configurable && policies.enabled() && !RulesReport.governs(policies)) {
      LOG.log(
          Level.WARNING,
          "There are no CORS rules, so the app is untouched. Rules are read from system properties,"
              + " the environment and META-INF/microprofile-config.properties: set"
              + " bucketcors.rules[0].allowed-origins and allowed-methods there, or as init-params;"
              + " or name a rules document in bucketcors.rules-location. For other places add a"
              + " MicroProfile Config implementation, such as"
              + " io.smallrye.config:smallrye-config.");
      return;
    }
    LOG.log(Level.INFO, () -> report("CORS rules in force", policies, loaded));
    String withoutHead = RulesReport.withoutHead(policies);
    if (!withoutHead.isEmpty()) {
      LOG.log(Level.INFO, withoutHead);
    }
    warn(loaded.problems());
  }

  void startedWithLastGood(
      CorsPolicies policies, Loader.Loaded stored, List<CorsProblem> reasons) {
    complaint = messages(reasons);
    LOG.log(
        Level.WARNING,
        () ->
            "The last good CORS rules are in force, since those that were found cannot be:"
                + lines(reasons));
    LOG.log(
        Level.INFO, () -> report("CORS rules in force", policies, stored));
  }

  private static String report(String title, CorsPolicies policies, Loader.Loaded loaded) {
    return RulesReport.of(title, policies, loaded.finder(), loaded.origin().notes().get());
  }

  /** Tells of a problem beside the rules. */
  void warn(CorsProblem problem) {
    LOG.log(Level.WARNING, problem.message());
  }

  /** Tells of what a reload has thrown. */
  void failed(Throwable e) {
    refused.incrementAndGet();
    try {
      LOG.log(Level.ERROR, "Reloading the CORS rules failed; it goes on with the next turn.", e);
    } catch (Throwable again) {
      // Then nobody can be told.
    }
  }

  private static List<String> messages(List<CorsProblem> problems) {
    return problems.stream().map(CorsProblem::message).toList();
  }

  private static String lines(List<CorsProblem> problems) {
    return "\n  - " + String.join("\n  - ", messages(problems));
  }

  CorsReload applied(CorsReload.Applied outcome, Loader.Loaded loaded) {
    complaint = List.of();
    LOG.log(
        Level.INFO,
        () ->
report("CORS rules replaced, now in force", outcome.inForce(), loaded));
    warn(loaded.problems());
    return finished(outcome);
  }

  /** Counts the outcome, tells the listener, and logs a refusal that has not been logged yet. */
  CorsReload finished(CorsReload outcome) {
    if (outcome instanceof CorsReload.Applied) {
      applied.incrementAndGet();
    } else if (outcome instanceof CorsReload.Unchanged) {
      unchanged.incrementAndGet();
      if (!complaint.isEmpty()) {
        complaint = List.of();
        LOG.log(Level.INFO, "CORS rules as read are those in force again.");
      }
    } else if (outcome instanceof CorsReload.Refused refusal) {
      complain(refusal.problems());
    }
    try {
      listener.reloaded(outcome);
    } catch (Throwable e) {
      // Errors and sneaked exceptions too: nothing that somebody hangs on may end reloading.
      LOG.log(Level.WARNING, "A listener of CORS rules failed.", e);
    }
    return outcome;
  }

  /** Says once what stays the same however often it is read. */
  private void complain(List<CorsProblem> problems) {
    List<String> text = messages(problems);
    if (text.equals(complaint)) {
      unchanged.incrementAndGet();
      return;
    }
    refused.incrementAndGet();
    complaint = text;
    LOG.log(
        Level.ERROR,
        "CORS rules refused, the last good ones stay in force:" + lines(problems));
  }

  private static void warn(List<CorsProblem> problems) {
    List<String> text =
        problems.stream().filter(problem -> !problem.isError()).map(CorsProblem::message).toList();
    if (!text.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "CORS rules are active, with warnings:\n  - " + String.join("\n  - ", text));
    }
  }

  long applied() {
    return applied.get();
  }

  long unchanged() {
    return unchanged.get();
  }

  long refused() {
    return refused.get();
  }
}
