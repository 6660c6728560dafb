package io.bucketcors.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** The first of all filters: remembers a request as it was sent. */
@PreMatching
final class ArrivalFilter implements ContainerRequestFilter {
  private final Gate gate;

  ArrivalFilter(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    gate.state(request);
  }
}
