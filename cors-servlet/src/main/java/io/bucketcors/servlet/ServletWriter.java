package io.bucketcors.servlet;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
import jakarta.servlet.http.HttpServletResponse;

/** Writes the policy's headers into a servlet response. */
class ServletWriter implements CorsResponseWriter<HttpServletResponse> {
  static final ServletWriter WRITER = new ServletWriter();

  ServletWriter() {}

  @Override
  public final void set(HttpServletResponse response, String name, String value) {
    response.setHeader(name, value);
  }

  @Override
  public final void vary(HttpServletResponse response, String fieldNames) {
    if (response.getHeader(CorsHeaders.VARY) == null) {
      // As a rule: containers gather all lines of a header in a new list.
      setVary(response, fieldNames);
      return;
    }
    String merged = CorsVary.merge(response.getHeaders(CorsHeaders.VARY), fieldNames);
    if (merged != null) {
      setVary(response, merged);
    }
  }

  /** Sets the one line of {@code Vary}. */
  void setVary(HttpServletResponse response, String value) {
    response.setHeader(CorsHeaders.VARY, value);
  }

  /**
   * Takes away what an outer filter granted, so that what is decided is the policy's alone: on a
   * denial the browser would go by that grant, and on a grant another's Allow-Credentials beside
   * our Allow-Origin would grant what no rule does. Where neither of us allows an origin, the other
   * headers grant nothing, and there is one question to the container instead of six.
   *
   * @param decision what will be written
   * @return whether there was anything
   */
  static boolean clearGrants(HttpServletResponse response, CorsDecision decision) {
    boolean found = response.containsHeader(CorsHeaders.ALLOW_ORIGIN);
    if (!found && !decision.isGrant() && !isDeniedToApp(decision)) {
      return false;
    }
    // By index: an iterator would be allocated on every request.
    for (int i = 0; i < CorsHeaders.POLICY_HEADERS.size(); i++) {
      String name = CorsHeaders.POLICY_HEADERS.get(i);
      if (response.containsHeader(name)) {
        found = true;
        clear(response, name);
      }
    }
    return found;
  }

  /** Its response goes on through the app, and is looked at by more than browsers. */
  private static boolean isDeniedToApp(CorsDecision decision) {
    return decision instanceof CorsDecision.Denied && !decision.isAnswer();
  }

  @SuppressWarnings(
      "NullAway") // since Servlet 6.1 null removes; before, containers did as they liked
  private static void clear(HttpServletResponse response, String name) {
    response.setHeader(name, null);
    if (response.containsHeader(name)) {
      // An empty value grants nothing either.
      response.setHeader(name, "");
    }
  }
}
