package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * The first of all filters: remembers a request as it was sent, and keeps from the app what a
 * policy answers itself, before matching and before authentication. What cannot be sent at once is
 * written by {@link AnswerFilter}, through which every response goes.
 */
@PreMatching
class PreflightFilter implements ContainerRequestFilter {
  private final Gate gate;

  PreflightFilter(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    RequestState state = gate.state(request);
    if (state == null) {
      return;
    }
    if (gate.isForMatching(state)) {
      // An origin that no bucket lists is refused whatever would be matched; so no constructor,
      // locator or injected field of the app runs for strangers.
      if (state.policies.anyLists(state, RequestState.READER)) {
        gate.sendIntoMatching(state, request);
        return;
      }
    } else if (!state.isOptions()) {
      return;
    }
    CorsDecision decision = gate.decide(state);
    if (decision != null && decision.isAnswer()) {
      gate.answer(decision, state, request);
    }
  }
}
