package io.bucketcors.monitor;

import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsStatus;
import io.bucketcors.report.RulesReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One source at work in one application. An adapter starts it when it starts, and closes it when it
 * ends; then the rules in force are logged once, listeners of the app are found by {@link
 * ServiceLoader} and told, and JMX shows the rules. Nothing of that can fail the application.
 * Thread-safe.
 */
public final class CorsDeployment implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.bucketcors");

  private static final int MOST_FAILURES = 100;

  private final CorsPolicySource source;
  private final String application;
  private final List<CorsListener> listeners;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Object bean;

  private CorsDeployment(
      CorsPolicySource source, String application, List<CorsListener> listeners) {
    this.source = source;
    this.application = application;
    this.listeners = listeners;
  }

  /**
   * Tells everybody that a source is put to work.
   *
   * @param application its name for people, such as the context path; not empty
   * @param loader where listeners are looked for; null for the current thread's
   */
  public static CorsDeployment start(
      CorsPolicySource source, String application, @Nullable ClassLoader loader) {
    return start(source, application, loader, true);
  }

  /**
   * As {@link #start}, for an environment that never says when an application ends, such as JAX-RS
   * within a servlet container. JMX then shows the rules only where the classes of this library
   * last as long as the process: elsewhere it would hold on to those of an application that is
   * gone.
   */
  public static CorsDeployment startForGood(
      CorsPolicySource source, String application, @Nullable ClassLoader loader) {
    ClassLoader own = CorsDeployment.class.getClassLoader();
    boolean lasting = false;
    for (ClassLoader next = ClassLoader.getSystemClassLoader();
        next != null && !lasting;
        next = next.getParent()) {
      lasting = next == own;
    }
    return start(source, application, loader, lasting);
  }

  private static CorsDeployment start(
      CorsPolicySource source, String application, @Nullable ClassLoader loader, boolean jmx) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(application, "application");
    CorsDeployment deployment = new CorsDeployment(source, application, listeners(loader));
    deployment.log();
    if (jmx) {
      deployment.register();
    }
    for (CorsListener listener : deployment.listeners) {
      source.addListener(listener);
      deployment.tell(listener, each -> each.started(application, source));
    }
    return deployment;
  }

  private void log() {
    CorsPolicies policies = source.current();
    CorsStatus status = source.status();
    if (status.problems().stream()
        .anyMatch(
            problem -> problem.type() == CorsProblemType.RULES_MISSING && !problem.isError())) {
      // One message: the warning says what the report would.
      LOG.log(Level.WARNING, RulesReport.warnings(status.problems()));
      return;
    }
    LOG.log(
        Level.INFO,
        () ->
            RulesReport.of(
                "CORS rules in force for " + application,
                policies,
                status.locations(),
                status.notes()));
    String withoutHead = RulesReport.withoutHead(policies);
    if (!withoutHead.isEmpty()) {
      LOG.log(Level.INFO, withoutHead);
    }
    String warnings = RulesReport.warnings(status.problems());
    if (!warnings.isEmpty()) {
      LOG.log(Level.WARNING, warnings);
    }
  }

  private void register() {
    try {
      bean = CorsRules.register(source, application);
    } catch (Exception | LinkageError e) {
      // A platform without JMX, or a security manager that keeps it for itself.
      LOG.log(Level.DEBUG, "JMX does not show the CORS rules.", e);
    }
  }

  private static List<CorsListener> listeners(@Nullable ClassLoader loader) {
    Iterator<CorsListener> all =
        (loader == null
                ? ServiceLoader.load(CorsListener.class)
                : ServiceLoader.load(CorsListener.class, loader))
            .iterator();
    List<CorsListener> found = new ArrayList<>();
    // After a failure the iterator goes on with the next one; nobody has a hundred of them.
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!all.hasNext()) {
          break;
        }
        found.add(all.next());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        LOG.log(Level.WARNING, "A listener of CORS rules cannot be made.", e);
      }
    }
    return List.copyOf(found);
  }

  private void tell(CorsListener listener, Consumer<CorsListener> what) {
    try {
      what.accept(listener);
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "A listener of CORS rules failed.", e);
    }
  }

  /** Takes everything back. The source stays open. Calling it again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (CorsListener listener : listeners) {
      source.removeListener(listener);
      tell(listener, each -> each.stopped(application, source));
    }
    Object name = bean;
    if (name != null) {
      unregister(name);
    }
  }

  private static void unregister(Object name) {
    try {
      CorsRules.unregister((javax.management.ObjectName) name);
    } catch (Exception | LinkageError e) {
      LOG.log(Level.DEBUG, "JMX still shows CORS rules that are not in force.", e);
    }
  }
}
