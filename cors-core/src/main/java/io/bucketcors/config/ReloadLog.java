package io.bucketcors.config;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsStatus;
import io.bucketcors.CorsStatus.Outcome;
import io.bucketcors.jfr.FlightEvents;
import io.bucketcors.report.RulesReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers and tells what became of the rules: to the log what is new, to listeners and counters
 * every time.
 */
final class ReloadLog {
  private static final Logger LOG = System.getLogger("io.bucketcors");

  private final List<CorsListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile List<String> complaint = List.of();

  /** Where the rules in force come from. */
  private volatile Loader.@Nullable Loaded inForce;

  /** What the last change was that was put in force. */
  private volatile @Nullable Change change;

  private final Map<Change, AtomicLong> byChange = new ConcurrentHashMap<>();

  private volatile Outcome outcome = Outcome.STARTED;
  private volatile Instant at = Instant.now();
  private volatile Instant lastGood = at;
  private volatile List<CorsProblem> problems = List.of();

  ReloadLog(CorsListener listener) {
    listeners.add(listener);
  }

  /** The rules that were found at start are in force. What they are is told by who uses them. */
  void started(Loader.Loaded loaded) {
    inForce = loaded;
    problems = loaded.problems();
  }

  /** The last good rules are in force, since those that were found cannot be. */
  void startedWithLastGood(Loader.Loaded stored, List<CorsProblem> reasons) {
    inForce = stored;
    outcome = Outcome.LAST_GOOD;
    problems = reasons;
    complaint = messages(reasons);
    LOG.log(
        Level.WARNING,
        () ->
            "The last good CORS rules are in force, since those that were found cannot be:"
                + lines(reasons));
  }

  void add(CorsListener listener) {
    if (!listeners.contains(listener)) {
      listeners.add(listener);
    }
  }

  void remove(CorsListener listener) {
    listeners.remove(listener);
  }

  /** Tells of a problem beside the rules. */
  void warn(CorsProblem problem) {
    LOG.log(Level.WARNING, problem.message());
  }

  /** Tells of what a reload has thrown. */
  void failed(Throwable e) {
    refused.incrementAndGet();
    outcome = Outcome.REFUSED;
    at = Instant.now();
    try {
      LOG.log(Level.ERROR, "Reloading the CORS rules failed; it goes on with the next turn.", e);
    } catch (Throwable again) {
      // Then nobody can be told.
    }
  }

  CorsReload applied(CorsReload.Applied result, Loader.Loaded loaded) {
    complaint = List.of();
    inForce = loaded;
    problems = loaded.problems();
    CorsComparison comparison = result.comparison();
    change = comparison.change();
    byChange.computeIfAbsent(comparison.change(), key -> new AtomicLong()).incrementAndGet();
    LOG.log(
        Level.INFO,
        () ->
            RulesReport.of(
                "CORS rules replaced, now in force",
                comparison,
                result.inForce(),
                loaded.finder(),
                loaded.origin().notes().get()));
    LOG.log(Level.DEBUG, () -> "What the change of the CORS rules grants: " + comparison.text());
    String warnings = RulesReport.warnings(loaded.problems());
    if (!warnings.isEmpty()) {
      LOG.log(Level.WARNING, warnings);
    }
    return finished(result);
  }

  /** Counts the outcome, tells the listeners, and logs a refusal that has not been logged yet. */
  CorsReload finished(CorsReload result) {
    at = Instant.now();
    if (result instanceof CorsReload.Applied) {
      outcome = Outcome.APPLIED;
      lastGood = at;
      applied.incrementAndGet();
    } else if (result instanceof CorsReload.Unchanged) {
      outcome = Outcome.UNCHANGED;
      lastGood = at;
      unchanged.incrementAndGet();
      if (!complaint.isEmpty()) {
        complaint = List.of();
        Loader.Loaded here = inForce;
        problems = here == null ? List.of() : here.problems();
        LOG.log(Level.INFO, "CORS rules as read are those in force again.");
      }
    } else if (result instanceof CorsReload.Refused refusal) {
      outcome = Outcome.REFUSED;
      problems = refusal.problems();
      complain(refusal.problems());
    }
    CorsPolicies policies = result.inForce();
    if (FlightEvents.isRecording()) {
      FlightEvents.reload(
          outcome.name().toLowerCase(Locale.ROOT),
          result.comparison().change().word(),
          policies.version(),
          RulesReport.count(policies),
          problems.size(),
          problems.isEmpty() ? null : problems.get(0).message());
    }
    listeners.forEach(listener -> tell(listener, result));
    return result;
  }

  private static void tell(CorsListener listener, CorsReload result) {
    try {
      listener.reloaded(result);
    } catch (Throwable e) {
      // Errors and sneaked exceptions too: nothing that somebody hangs on may end reloading.
      LOG.log(Level.WARNING, "A listener of CORS rules failed.", e);
    }
  }

  /** Says once what stays the same however often it is read. */
  private void complain(List<CorsProblem> all) {
    List<String> text = messages(all);
    if (text.equals(complaint)) {
      unchanged.incrementAndGet();
      return;
    }
    refused.incrementAndGet();
    complaint = text;
    LOG.log(Level.ERROR, "CORS rules refused, the last good ones stay in force:" + lines(all));
  }

  private static List<String> messages(List<CorsProblem> problems) {
    return problems.stream().map(CorsProblem::message).toList();
  }

  private static String lines(List<CorsProblem> problems) {
    return "\n  - " + String.join("\n  - ", messages(problems));
  }

  CorsStatus status() {
    CorsStatus.Builder status =
        CorsStatus.builder()
            .outcome(outcome, at)
            .lastGood(lastGood)
            .problems(problems)
            .reloads(applied(), unchanged(), refused())
            .changes(change, changes());
    Loader.Loaded here = inForce;
    return here == null
        ? status.build()
        : status.locations(here.finder()).notes(here.origin().notes()).build();
  }

  private Map<Change, Long> changes() {
    Map<Change, Long> counts = new EnumMap<>(Change.class);
    byChange.forEach((kind, count) -> counts.put(kind, count.get()));
    return counts;
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
