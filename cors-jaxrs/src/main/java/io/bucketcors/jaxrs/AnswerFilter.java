package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes the decision into every response. It decides from the request itself and from nothing that
 * an earlier filter left behind: a filter that aborts skips the others, and what they would have
 * left is then missing (RESTEasy's own filter lost its headers that way).
 */
final class AnswerFilter implements ContainerResponseFilter {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");
  private static final byte[] NO_BODY = {};

  private final Gate gate;
  private final AtomicBoolean warned = new AtomicBoolean();

  AnswerFilter(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    RequestState state = gate.state(request);
    if (state == null) {
      return;
    }
    CorsDecision decision = gate.decide(state);
    if (decision == null) {
      return;
    }
    if (state.onServer) {
      StreamHeaders.takeBack(request);
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (decision.isAnswer()) {
      headers.clear();
      decision = decision.toAnswer();
      answer(decision, state, request, response);
      // Quarkus REST makes new headers where an entity is set.
      headers = response.getHeaders();
    } else {
      dropPolicyHeaders(headers, state);
    }
    ResponseHeaders.write(decision, state, headers);
  }

  private void answer(
      CorsDecision decision,
      RequestState state,
      ContainerRequestContext request,
      ContainerResponseContext response) {
    response.setStatus(decision.status());
    // A preflight for HEAD that went through matching is a HEAD to the implementation, which would
    // announce a body and then hold it back. The path is only joined for a body that is not out
    // yet.
    byte[] body =
        !state.sent && decision.hasBody() && !request.getMethod().equals(HttpMethod.HEAD)
            ? gate.body(decision, state, request)
            : null;
    if (body != null) {
      response.setEntity(body, null, MediaType.APPLICATION_XML_TYPE);
    } else if (decision.status() < 300 || gate.server() == ServerExchange.NONE) {
      // What has no entity passes no interceptor, such as one that would make 20 bytes of gzip.
      response.setEntity(null);
    } else {
      // Where there are servlets, an error without an entity makes Jersey call sendError, and the
      // container writes a page.
      response.setEntity(NO_BODY, null, MediaType.TEXT_PLAIN_TYPE);
    }
  }

  private void dropPolicyHeaders(MultivaluedMap<String, Object> headers, RequestState state) {
    String past = gate.server().dropPolicyHeaders();
    String within = ResponseHeaders.dropPolicyHeaders(headers, state);
    String dropped = within == null ? past : within;
    if (dropped != null && warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The application writes {0} itself. The CORS rules decide on that header, so what it"
              + " wrote was dropped; further cases are not logged.",
          dropped);
    }
  }
}
