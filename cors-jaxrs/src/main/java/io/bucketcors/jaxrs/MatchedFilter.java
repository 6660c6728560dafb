package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

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
    // Dialects s3 and cos answer every OPTIONS, also one that is no preflight by Fetch.
    if (state.isOptions()) {
      CorsDecision decision = gate.decide(state);
      if (decision != null && decision.isAnswer()) {
        gate.answer(decision, state, request);
        return;
      }
    }
    if (StreamHeaders.areFor(request)) {
      CorsDecision decision = gate.decide(state);
      if (decision != null) {
        StreamHeaders.write(decision, state, request);
      }
    }
  }
}
