package io.bucketcors.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * The last filter before matching. A response that never came by here was made by a filter that
 * knew no resource, so nobody can say whose bucket it is.
 */
@PreMatching
final class MatchingBegins implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(Gate.MATCHING, Boolean.TRUE);
  }
}
