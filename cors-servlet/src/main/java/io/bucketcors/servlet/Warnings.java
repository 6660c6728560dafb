package io.bucketcors.servlet;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a filter says once in its life, however many requests cause it. Thread-safe. */
final class Warnings {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.servlet");

  private final AtomicBoolean policyHeader = new AtomicBoolean();
  private final AtomicBoolean noAsync = new AtomicBoolean();

  void appWrotePolicyHeader() {
    once(
        policyHeader,
        "The app writes Access-Control-* headers itself; they are dropped, the CORS rules decide."
            + " Take them out of the app.");
  }

  void asyncNotSupported() {
    once(
        noAsync,
        "CorsFilter runs without async support, so startAsync() will fail in the app. Write"
            + " <async-supported>true</async-supported> into the <filter> of this and every other"
            + " filter in front of asynchronous servlets, or call setAsyncSupported(true).");
  }

  private static void once(AtomicBoolean said, String text) {
    // The plain read first: a compare-and-set on every request would bounce the cache line.
    if (!said.get() && said.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, text);
    }
  }
}
