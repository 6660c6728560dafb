package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsReload.Unchanged;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
  private final ReentrantLock reloading = new ReentrantLock();
  private volatile CorsPolicies current;
  private volatile Duration interval;
  private volatile boolean closed;
  private volatile @Nullable ReloadSchedule schedule;

  // Guarded by reloading.
  private Loader.@Nullable Draft tried;
  private Loader.@Nullable Draft applied;
  private @Nullable Refused refused;

  ReloadableCorsPolicies(Loader loader, CorsListener listener, boolean configurable) {
    this.loader = loader;
    this.log = new ReloadLog(Objects.requireNonNull(listener, "listener"), configurable);
    Loader.Draft draft = loader.read();
    Loader.Loaded loaded = draft.compile(null);
    if (loaded.policies() == null) {
      throw new CorsConfigurationException(loaded.problems());
    }
    tried = draft;
    applied = draft;
    current = loaded.policies();
    interval = loaded.interval();
    log.started(loaded.policies(), loaded);
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
        Loader.of(Objects.requireNonNull(supplier, "supplier")), listener, true);
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
   * Puts rules in force. They stay until what is read for a {@link #reload} changes. Waits for a
   * reload that is under way.
   *
   * @return {@link Applied}, or {@link Unchanged} for the very snapshot that is in force
   * @throws IllegalStateException from within a reload, which a listener or supplier is
   */
  public CorsReload replace(CorsPolicies policies) {
    Objects.requireNonNull(policies, "policies");
    begin();
    try {
      if (policies == current) {
        return log.finished(new Unchanged(policies));
      }
      current = policies;
      applied = null;
      return log.applied(
          new Applied(policies),
          new Loader.Loaded(policies, policies.warnings(), interval, CorsLocation::inCode));
    } finally {
      reloading.unlock();
    }
  }

  /**
   * Reads the rules again, now and on this thread, which may block. After {@link #close} it reads
   * nothing.
   *
   * @throws IllegalStateException from within a reload, which a listener or supplier is
   */
  public CorsReload reload() {
    begin();
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
      reloading.unlock();
    }
  }

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException in a listener or supplier that is called from within a reload
   */
  private void begin() {
    if (reloading.isHeldByCurrentThread()) {
      throw new IllegalStateException("CORS rules cannot be changed from within a reload of them");
    }
    reloading.lock();
  }

  private CorsReload judge(Loader.Draft draft) {
    if (draft.equals(tried)) {
      return log.finished(refused == null ? new Unchanged(current) : refused);
    }
    if (draft.equals(applied)) {
      tried = draft;
      refused = null;
      return log.finished(new Unchanged(current));
    }
    Loader.Loaded loaded = draft.compile(current);
    CorsPolicies policies = loaded.policies();
    if (policies == null) {
      return refuse(draft, loaded.problems());
    }
    tried = draft;
    applied = draft;
    refused = null;
    current = policies;
    interval = loaded.interval();
    return log.applied(new Applied(policies), loaded);
  }

  private CorsReload refuse(Loader.@Nullable Draft draft, List<CorsProblem> problems) {
    tried = draft;
    refused = new Refused(current, problems);
    return log.finished(refused);
  }

  /** How many reloads put other rules in force, {@link #replace} included. */
  public long applied() {
    return log.applied();
  }

  /** How many reloads found nothing new. */
  public long unchanged() {
    return log.unchanged();
  }

  /** How many reloads were refused; one for every time that bad rules were read. */
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
