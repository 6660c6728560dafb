package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicy;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;

/**
 * Keeps from the app what a policy answers itself, before matching and before authentication. The
 * answer is written by {@link AnswerFilter}, through which every response goes.
 */
@PreMatching
final class PreflightFilter implements ContainerRequestFilter {
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
    CorsPolicy policy = state.ofPath;
    if (!gate.goesIntoMatching(state, request)
        && state.isOptions()
        && policy.governs()
        && policy.decide(state, RequestState.READER).isAnswer()) {
      request.abortWith(Response.noContent().build());
    }
  }
}
