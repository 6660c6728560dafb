package io.bucketcors.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a filter logs once in its life, however many requests cause it. Thread-safe. */
final class Warnings {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.servlet");

  private final AtomicBoolean policyHeader = new AtomicBoolean();
  private final AtomicBoolean outerGrant = new AtomicBoolean();
  private final AtomicBoolean noAsync = new AtomicBoolean();
  private final AtomicBoolean missedRequest = new AtomicBoolean();

  void appWrotePolicyHeader() {
    once(
        policyHeader,
        "The application sets Access-Control-* headers itself. They were removed, because the CORS"
            + " rules decide those headers. Remove them from the application.");
  }

  void outerGrant() {
    once(
        outerGrant,
        "A filter before CorsFilter, or the container, sets Access-Control-* headers. They were"
            + " removed, because the CORS rules decide those headers. Remove that filter, or map"
            + " it after CorsFilter.");
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
        "CorsFilter did not see a request before its "
            + type
            + " dispatch, so the response has no CORS headers. Map the filter to the dispatcher"
            + " type REQUEST for the paths that browsers request.");
  }

  void unknownJetty() {
    LOG.log(
        Level.WARNING,
        "CorsFilter does not know how this version of Jetty removes Vary from error responses. Do"
            + " not cache error responses behind it.");
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
