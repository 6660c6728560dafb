package io.bucketcors.config;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One daemon thread that reloads every interval until it is ended. */
final class BackgroundReload {
  private static final long PATIENCE_MILLIS = 2000;

  private final ReloadableCorsPolicies source;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private BackgroundReload(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    this.source = source;
    this.thread = ReloadThreads.create("bucketcors-reload", this::run, loader);
  }

  static BackgroundReload start(ReloadableCorsPolicies source, @Nullable ClassLoader loader) {
    BackgroundReload reload = new BackgroundReload(source, loader);
    reload.thread.start();
    return reload;
  }

  private void run() {
    try {
      for (Duration wait = source.interval(); !wait.isZero(); wait = source.interval()) {
        if (ended.await(ReloadThreads.nanos(wait), TimeUnit.NANOSECONDS)) {
          return;
        }
        source.reload();
      }
    } catch (InterruptedException e) {
      // Only end() interrupts: the thread is done.
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread, and waits for that a little: a config store that is down may block it. */
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
