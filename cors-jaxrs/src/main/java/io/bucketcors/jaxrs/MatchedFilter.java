package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicy;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;

/**
 * Stops a preflight that was let through for matching: before authentication, before the body is
 * read, and always, whatever was matched. No resource method ever runs for a preflight.
 */
final class MatchedFilter implements ContainerRequestFilter {
  private final Gate gate;

  MatchedFilter(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    RequestState state = gate.state(request);
    if (state == null) {
      return;
    }
    state.matched = true;
    if (state.throughMatching || isAnsweredByBoundBucket(state)) {
      request.abortWith(Response.noContent().build());
    }
  }

  /** Dialects s3 and cos answer every OPTIONS, also one that is no preflight by Fetch. */
  private boolean isAnsweredByBoundBucket(RequestState state) {
    if (!state.isOptions()) {
      return false;
    }
    CorsPolicy policy = gate.decider(state);
    return policy.governs() && policy.decide(state, RequestState.READER).isAnswer();
  }
}
