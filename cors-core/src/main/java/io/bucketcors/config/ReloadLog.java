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
   * @param configurable whether there is anything from which rules could come
   */
  ReloadLog(CorsListener listener, boolean configurable) {
    this.listener = listener;
    this.configurable = configurable;
  }

  void started(CorsPolicies policies, Loader.Loaded loaded) {
    if (!configurable && !RulesReport.governs(policies)) {
      LOG.log(
          Level.WARNING,
          "There are no CORS rules, so the app is untouched, and there is nothing to read rules"
              + " from: add a MicroProfile Config implementation, such as"
              + " io.smallrye.config:smallrye-config, and set bucketcors.rules[0].allowed-origins"
              + " and allowed-methods; or set the same keys as init-params; or name a rules"
              + " document in bucketcors.rules-location.");
      return;
    }
    LOG.log(Level.INFO, () -> RulesReport.of("CORS rules in force:", policies, loaded.finder()));
    String withoutHead = RulesReport.withoutHead(policies);
    if (!withoutHead.isEmpty()) {
      LOG.log(Level.INFO, withoutHead);
    }
    warn(loaded.problems());
  }

  CorsReload applied(CorsReload.Applied outcome, Loader.Loaded loaded) {
    complaint = List.of();
    LOG.log(
        Level.INFO,
        () ->
            RulesReport.of(
                "CORS rules replaced, now in force:", outcome.inForce(), loaded.finder()));
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
      refused.incrementAndGet();
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

  private void complain(List<CorsProblem> problems) {
    List<String> text = problems.stream().map(CorsProblem::message).toList();
    if (!text.equals(complaint)) {
      complaint = text;
      LOG.log(
          Level.ERROR,
          "CORS rules refused, the last good ones stay in force:\n  - "
              + String.join("\n  - ", text));
    }
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
