package io.bucketcors.config;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reloads when a request comes by and the interval is over, on a thread that ends after it. */
final class OnDemandReload {
  private final ReloadableCorsPolicies source;
  private final @Nullable ClassLoader loader;
  private final AtomicLong due;
  private final AtomicBoolean running = new AtomicBoolean();

  OnDemandReload(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    this.source = source;
    this.loader = loader;
    this.due = new AtomicLong(System.nanoTime() + ReloadThreads.nanos(source.interval()));
  }

  /** Called on every request: a clock and a comparison, unless it is time. */
  void tick() {
    if (System.nanoTime() - due.get() < 0 || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      ReloadThreads.create("bucketcors-reload-once", this::run, loader).start();
    } catch (OutOfMemoryError e) {
      // No thread to be had: the request must not pay for it, a later one tries again.
      again();
    }
  }

  private void run() {
    try {
      source.reload();
    } finally {
      again();
    }
  }

  private void again() {
    // Zero by now means never again; half the range of nanoTime is 146 years.
    long wait = ReloadThreads.nanos(source.interval());
    due.set(System.nanoTime() + (wait == 0 ? ReloadThreads.LONGEST : wait));
    running.set(false);
  }
}
