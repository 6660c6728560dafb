package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import jakarta.ws.rs.HttpMethod;
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
    CorsPolicies policies = gate.policies(request);
    if (policies == null) {
      return;
    }
    CorsPolicy policy = gate.byPath(policies, request);
    if (!gate.goesIntoMatching(policies, request)
        && request.getMethod().equals(HttpMethod.OPTIONS)
        && policy.governs()
        && policy.decide(request, RequestReader.AS_SENT).isAnswer()) {
      request.abortWith(Response.noContent().build());
    }
  }
}
