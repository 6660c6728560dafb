package io.bucketcors.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a filter says once in its life, however many requests cause it. Thread-safe. */
final class Warnings {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.servlet");

  private final AtomicBoolean policyHeader = new AtomicBoolean();
  private final AtomicBoolean outerGrant = new AtomicBoolean();
  private final AtomicBoolean noAsync = new AtomicBoolean();
  private final AtomicBoolean missedRequest = new AtomicBoolean();

  void appWrotePolicyHeader() {
    once(
        policyHeader,
        "The app writes Access-Control-* headers itself; they are dropped, the CORS rules decide."
            + " Take them out of the app.");
  }

  void outerGrant() {
    once(
        outerGrant,
        "A filter before CorsFilter, or the container, writes Access-Control-* headers; they are"
            + " taken off, the CORS rules decide. Take that filter out, or put it behind"
            + " CorsFilter.");
  }

  void asyncNotSupported(HttpServletRequest request, boolean supportedSoFar) {
    if (first(noAsync)) {
      LOG.log(Level.WARNING, AsyncSupport.whatIsMissing(request, supportedSoFar));
    }
  }

  /** Whether {@link #missedRequest} has been said. */
  boolean hasMissedRequest() {
    return missedRequest.get();
  }

  void missedRequest(DispatcherType type) {
    once(
        missedRequest,
        "CorsFilter met a request first by "
            + type
            + ", so its answer has no CORS headers. Map the filter on the dispatcher type REQUEST"
            + " for the paths that browsers ask for.");
  }

  void unknownJetty() {
    LOG.log(
        Level.WARNING,
        "This version of Jetty takes Vary off its errors in a way that CorsFilter does not know:"
            + " do not cache errors behind it.");
  }

  private static void once(AtomicBoolean said, String text) {
    if (first(said)) {
      LOG.log(Level.WARNING, text);
    }
  }

  private static boolean first(AtomicBoolean said) {
    // The plain read first: a compare-and-set on every request would bounce the cache line.
    return !said.get() && said.compareAndSet(false, true);
  }
}
