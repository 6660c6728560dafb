package io.bucketcors.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Bound to one resource method: says on its requests whose they are. On the way out once more,
 * since a filter that aborts keeps a request filter from being called.
 */
final class BoundBucket implements ContainerRequestFilter, ContainerResponseFilter {
  /** No bucket's name: the method is there, its bucket is not known. */
  static final String UNKNOWN = "?";

  private final String bucket;

  BoundBucket(String bucket) {
    this.bucket = bucket;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    bind(request);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    bind(request);
  }

  private void bind(ContainerRequestContext request) {
    RequestState state = Gate.known(request);
    if (state != null) {
      state.boundBucket = bucket;
    }
  }
}
