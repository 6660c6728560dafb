package io.bucketcors.config;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** When rules are read again. Threads are daemons, and hold on to nothing of who started them. */
abstract class ReloadSchedule {
  /** The longest wait, in nanoseconds: a hundred years, well within what nanoTime can compare. */
  private static final long LONGEST = Duration.ofDays(36_500).toNanos();

  final ReloadableCorsPolicies source;
  private final @Nullable ClassLoader loader;

  private ReloadSchedule(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    this.source = source;
    this.loader = loader;
  }

  /** One thread that reloads every interval until it is ended. */
  static ReloadSchedule background(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    Background background = new Background(source, loader);
    background.thread.start();
    return background;
  }

  /** Reloads when a request comes by and the interval is over, on a thread that ends after it. */
  static ReloadSchedule onDemand(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    return new OnDemand(source, loader);
  }

  /** Called on every request, so it has to be cheap. */
  abstract void tick();

  /** Ends what was started. */
  abstract void end();

  Thread thread(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** Reloads once. Whatever happens, there is a next time. */
  final void turn() {
    try {
      source.reload();
    } catch (Throwable e) {
      // Such as an Error of a log handler, when the outcome was told.
      source.failed(e);
    }
  }

  /**
   * The first wait of a process, at random within one interval: a fleet that was started at once
   * must not ask its store at once for ever.
   */
  static long first(Duration interval) {
    long whole = nanos(interval);
    return whole == 0 ? 0 : ThreadLocalRandom.current().nextLong(1, whole + 1);
  }

  /** An interval in nanoseconds, bounded; zero = never again. */
  static long nanos(Duration interval) {
    return interval.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : interval.toNanos();
  }

  private static final class Background extends ReloadSchedule {
    private static final long PATIENCE_MILLIS = 2000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = thread("bucketcors-reload", this::run);

    Background(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
      super(source, loader);
    }

    private void run() {
      try {
        long wait = first(source.interval());
        while (wait > 0) {
          if (ended.await(wait, TimeUnit.NANOSECONDS)) {
            return;
          }
          turn();
          wait = nanos(source.interval());
        }
      } catch (InterruptedException e) {
        // Only end() interrupts: the thread is done.
        Thread.currentThread().interrupt();
      }
    }

    @Override
    void tick() {}

    /** Waits for the end a little: a config store that is down may block the thread. */
    @Override
    void end() {
      ended.countDown();
      thread.interrupt();
      if (Thread.currentThread() == thread) {
        return;
      }
      try {
        thread.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class OnDemand extends ReloadSchedule {
    private final AtomicLong due;
    private final AtomicBoolean running = new AtomicBoolean();

    OnDemand(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
      super(source, loader);
      due = new AtomicLong(System.nanoTime() + first(source.interval()));
    }

    /** A clock and a comparison, unless it is time. */
    @Override
    void tick() {
      if (System.nanoTime() - due.get() < 0 || !running.compareAndSet(false, true)) {
        return;
      }
      try {
        thread("bucketcors-reload-once", this::run).start();
      } catch (OutOfMemoryError e) {
        // No thread to be had: the request must not pay for it, a later one tries again.
        again();
      }
    }

    private void run() {
      turn();
      again();
    }

    private void again() {
      // Zero by now means never again; half the range of nanoTime is 146 years.
      long next = nanos(source.interval());
      due.set(System.nanoTime() + (next == 0 ? LONGEST : next));
      running.set(false);
    }

    @Override
    void end() {}
  }
}
