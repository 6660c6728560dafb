package io.bucketcors.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Daemon threads that hold on to nothing of the thread that started them. */
final class ReloadThreads {
  /** The longest wait, in nanoseconds: a hundred years, well within what nanoTime can compare. */
  static final long LONGEST = Duration.ofDays(36_500).toNanos();

  private ReloadThreads() {}

  static Thread create(String name, Runnable work, @Nullable ClassLoader loader) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** The duration in nanoseconds, at most {@link #LONGEST}. */
  static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : duration.toNanos();
  }
}
