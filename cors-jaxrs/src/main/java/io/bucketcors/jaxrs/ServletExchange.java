package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The request and the response of whatever request the calling thread is at work for, as
 * implementations inject them. Out of a request, or where a thread of the app's own resumes one,
 * they throw; then there is nothing to be done here.
 */
record ServletExchange(HttpServletRequest request, HttpServletResponse response)
    implements ServerExchange {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");

  private static final CorsResponseWriter<HttpServletResponse> WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(HttpServletResponse response, String name, String value) {
          response.setHeader(name, value);
        }

        @Override
        public void vary(HttpServletResponse response, String fieldNames) {
          Collection<String> there = response.getHeaders(CorsHeaders.VARY);
          String merged = there.isEmpty() ? fieldNames : CorsVary.merge(there, fieldNames);
          if (merged != null) {
            response.setHeader(CorsHeaders.VARY, merged);
          }
        }
      };

  @Override
  public @Nullable String method() {
    try {
      return request.getMethod();
    } catch (RuntimeException noRequest) {
      return null;
    }
  }

  @Override
  public @Nullable String rawPath() {
    try {
      return request.getRequestURI();
    } catch (RuntimeException noRequest) {
      return null;
    }
  }

  @Override
  public @Nullable String dropPolicyHeaders() {
    String dropped = null;
    try {
      // One question where there is nothing, as is the rule: the others grant nothing without it.
      if (response.containsHeader(CorsHeaders.ALLOW_ORIGIN)) {
        dropped = CorsHeaders.ALLOW_ORIGIN;
        CorsHeaders.POLICY_HEADERS.forEach(this::remove);
      }
    } catch (RuntimeException noRequest) {
      LOG.log(Level.TRACE, "No servlet response is available", noRequest);
    }
    return dropped;
  }

  @Override
  public void keepOnly(@Nullable Object allowedOrigin) {
    try {
      if (response.containsHeader(CorsHeaders.ALLOW_ORIGIN)) {
        Collection<String> there = response.getHeaders(CorsHeaders.ALLOW_ORIGIN);
        if (there.size() != 1 || !there.iterator().next().equals(allowedOrigin)) {
          // Better no grant than another one.
          CorsHeaders.POLICY_HEADERS.forEach(this::remove);
        }
      }
    } catch (RuntimeException noRequest) {
      LOG.log(Level.TRACE, "No servlet response is available", noRequest);
    }
  }

  /** Before Servlet 6.1 null may change nothing; an empty value names no origin either. */
  private void remove(String name) {
    if (response.containsHeader(name)) {
      response.setHeader(name, null);
      if (response.containsHeader(name)) {
        response.setHeader(name, "");
      }
    }
  }

  @Override
  public boolean send(CorsDecision decision, RequestState state, byte @Nullable [] body) {
    try {
      if (response.isCommitted() || isLiberty()) {
        return false;
      }
      dropPolicyHeaders();
      response.setStatus(decision.status());
      decision.writeHeaders(state, RequestState.READER, response, WRITER);
      if (body != null) {
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
      } else if (decision.status() != HttpServletResponse.SC_NO_CONTENT) {
        response.setContentLength(0);
      }
      response.flushBuffer();
      return true;
    } catch (IOException gone) {
      // Nobody is there to be answered.
      return true;
    } catch (RuntimeException noRequest) {
      LOG.log(Level.TRACE, "No servlet response is available", noRequest);
      return false;
    }
  }

  /**
   * Open Liberty never ends a response that was committed before its JAX-RS aborts, where the
   * connection was upgraded to HTTP/2, as Java's client asks for; and it logs two warnings.
   */
  private boolean isLiberty() {
    ServletContext context = request.getServletContext();
    for (Class<?> type = context == null ? null : context.getClass();
        type != null;
        type = type.getSuperclass()) {
      if (type.getName().startsWith("com.ibm.ws") || type.getName().startsWith("io.openliberty.")) {
        return true;
      }
    }
    return false;
  }
}
