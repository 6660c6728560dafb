package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsCount;
import io.bucketcors.CorsCounts;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsReload.Unchanged;
import io.bucketcors.CorsStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rules that change while an app runs: because they are read again, or because code replaces them.
 * A change takes effect as one snapshot; a request uses the snapshot it started with. Rules that
 * are refused leave the last good ones in force. Thread-safe.
 */
public final class ReloadableCorsPolicies implements CorsPolicySource {
  private final Loader loader;
  private final ReloadLog log;

  /** Held while rules are read and compiled, which may take long: one reading at a time. */
  private final ReentrantLock reading = new ReentrantLock();

  /** Held while rules are swapped and that is told, and never while anything is read or written. */
  private final ReentrantLock swapping = new ReentrantLock();

  private final LastGood lastGood;
  private final CorsCounts counts;
  private volatile CorsPolicies current;
  private volatile Duration interval;
  private volatile boolean closed;
  private volatile @Nullable ReloadSchedule schedule;

  // Guarded by reading.
  private Loader.@Nullable Draft tried;
  private @Nullable List<CorsProblem> refused;

  /** Guarded by swapping. */
  private Loader.@Nullable Draft applied;

  ReloadableCorsPolicies(Loader loader, CorsListener listener) {
    this.loader = loader;
    this.log = new ReloadLog(Objects.requireNonNull(listener, "listener"));
    Loader.Draft draft = null;
    Loader.Loaded loaded = null;
    List<CorsProblem> problems;
    try {
      draft = loader.read();
      loaded = draft.compile(null);
      problems = loaded.problems();
    } catch (CorsConfigurationException e) {
      problems = e.problems();
    }
    tried = draft;
    lastGood = LastGood.of(loaded == null ? loader.lastGood() : loaded.origin().lastGood(), log);
    List<CorsProblem> reasons = lastGood.reasonsToTakeIt(loaded, problems);
    CorsPolicies policies = loaded == null ? null : loaded.policies();
    if (policies != null && loaded != null && reasons.isEmpty()) {
      applied = draft;
      current = policies;
      interval = loaded.interval();
      log.started(loaded);
      counts = new CorsCounts(policies);
      lastGood.save(() -> current, loaded.origin());
      return;
    }
    LastGoodFile.Stored stored = lastGood.take(reasons);
    Set<String> silent = new HashSet<>(stored.givers());
    if (loaded != null) {
      // What still holds other things was edited, and what is not there was taken out.
      silent.retainAll(loaded.origin().empty());
    }
    loader.remember(silent);
    current = Objects.requireNonNull(stored.loaded().policies());
    interval = loaded == null ? RulesCompiler.DEFAULT_INTERVAL : loaded.interval();
    refused = reasons;
    counts = new CorsCounts(current);
    log.startedWithLastGood(stored.loaded(), reasons);
  }

  /** Rules that change only by {@link #replace}. */
  public static ReloadableCorsPolicies of(CorsPolicies initial) {
    Objects.requireNonNull(initial, "initial");
    return from(() -> initial);
  }

  /**
   * Rules that code makes, at once and on every {@link #reload}.
   *
   * @param supplier such as a query of a database; returns the same snapshot again where nothing
   *     changed, and throws {@link CorsConfigurationException} or any other exception to keep the
   *     rules in force
   * @throws CorsConfigurationException if the supplier throws it
   */
  public static ReloadableCorsPolicies from(Supplier<CorsPolicies> supplier) {
    return from(supplier, new CorsListener() {});
  }

  /** As {@link #from(Supplier)}, with a listener. */
  public static ReloadableCorsPolicies from(
      Supplier<CorsPolicies> supplier, CorsListener listener) {
    return new ReloadableCorsPolicies(
        Loader.of(Objects.requireNonNull(supplier, "supplier")), listener);
  }

  @Override
  public CorsPolicies current() {
    ReloadSchedule due = schedule;
    if (due != null) {
      due.tick();
    }
    return current;
  }

  /**
   * Puts rules in force. They stay until what is read for a {@link #reload} changes. Does not wait
   * for a reload that is reading.
   *
   * @return {@link Applied}, or {@link Unchanged} for the very snapshot that is in force
   * @throws IllegalStateException from within a reload, which a listener or supplier is
   */
  public CorsReload replace(CorsPolicies policies) {
    Objects.requireNonNull(policies, "policies");
    refuseWithinReload();
    CorsReload outcome;
    swapping.lock();
    try {
      if (policies == current) {
        return log.finished(new Unchanged(policies));
      }
      applied = null;
      CorsPolicies before = current;
      counts.follow(policies);
      current = policies;
      outcome =
          log.applied(
              new Applied(before, policies),
              new Loader.Loaded(
                  policies,
                  policies.warnings(),
                  interval,
                  CorsLocation::inCode,
                  Loader.Origin.CODE));
    } finally {
      swapping.unlock();
    }
    lastGood.save(() -> current, Loader.Origin.CODE);
    return outcome;
  }

  /**
   * Reads the rules again, now and on this thread, which may block. After {@link #close} it reads
   * nothing.
   *
   * @throws IllegalStateException from within a reload, which a listener or supplier is
   */
  public CorsReload reload() {
    refuseWithinReload();
    reading.lock();
    try {
      if (closed) {
        return new Unchanged(current);
      }
      try {
        Loader.Draft draft = loader.read();
        return closed ? new Unchanged(current) : judge(draft);
      } catch (CorsConfigurationException e) {
        return refuse(null, e.problems());
      } catch (Throwable e) {
        // Errors too: the next turn may find the missing class.
        return refuse(null, Loader.unreadable("rules", e).problems());
      }
    } finally {
      reading.unlock();
    }
  }

  private void refuseWithinReload() {
    if (reading.isHeldByCurrentThread() || swapping.isHeldByCurrentThread()) {
      throw new IllegalStateException("CORS rules cannot be changed from within a reload of them");
    }
  }

  private CorsReload judge(Loader.Draft draft) {
    if (draft.equals(tried)) {
      List<CorsProblem> known = refused;
      return known == null ? nothingNew() : refuse(draft, known);
    }
    if (draft.equals(inForce())) {
      tried = draft;
      refused = null;
      return nothingNew();
    }
    Loader.Loaded loaded = draft.compile(current);
    CorsPolicies policies = loaded.policies();
    if (policies == null) {
      return refuse(draft, loaded.problems());
    }
    tried = draft;
    refused = null;
    interval = loaded.interval();
    lastGood.moveTo(loaded.origin().lastGood());
    CorsReload outcome;
    swapping.lock();
    try {
      CorsPolicies before = current;
      applied = draft;
      counts.follow(policies);
      current = policies;
      outcome = log.applied(new Applied(before, policies), loaded);
    } finally {
      swapping.unlock();
    }
    lastGood.save(() -> current, loaded.origin());
    return outcome;
  }

  private Loader.@Nullable Draft inForce() {
    swapping.lock();
    try {
      return applied;
    } finally {
      swapping.unlock();
    }
  }

  private CorsReload nothingNew() {
    swapping.lock();
    try {
      return log.finished(new Unchanged(current));
    } finally {
      swapping.unlock();
    }
  }

  private CorsReload refuse(Loader.@Nullable Draft draft, List<CorsProblem> problems) {
    tried = draft;
    refused = problems;
    swapping.lock();
    try {
      return log.finished(new Refused(current, problems));
    } finally {
      swapping.unlock();
    }
  }

  /** Tells of what a reload has thrown that should not throw. */
  void failed(Throwable e) {
    log.failed(e);
  }

  @Override
  public List<CorsCount> counts() {
    return counts.totals();
  }

  @Override
  public List<CorsCount> countsByRule() {
    return counts.byRule();
  }

  @Override
  public CorsStatus status() {
    return log.status();
  }

  @Override
  public void addListener(CorsListener listener) {
    log.add(Objects.requireNonNull(listener, "listener"));
  }

  @Override
  public void removeListener(CorsListener listener) {
    log.remove(Objects.requireNonNull(listener, "listener"));
  }

  /** How many reloads put other rules in force, {@link #replace} included. */
  public long applied() {
    return log.applied();
  }

  /** How many reloads found nothing new, refused rules that are refused already included. */
  public long unchanged() {
    return log.unchanged();
  }

  /** How many changes were refused; what is refused again without a change counts once. */
  public long refused() {
    return log.refused();
  }

  /** How long to wait between reloads; zero = never reload. */
  Duration interval() {
    return interval;
  }

  /** Starts to reload, as far as there is an interval. */
  ReloadableCorsPolicies reloading(Reload how, @Nullable ClassLoader loader) {
    if (!interval.isZero()) {
      switch (how) {
        case BACKGROUND_THREAD -> schedule = ReloadSchedule.background(this, loader);
        case ON_DEMAND -> schedule = ReloadSchedule.onDemand(this, loader);
        case NEVER -> {}
      }
    }
    return this;
  }

  @Override
  public void close() {
    closed = true;
    ReloadSchedule ended = schedule;
    schedule = null;
    if (ended != null) {
      ended.end();
    }
  }
}
