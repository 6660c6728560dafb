package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** What the filters of one feature share: the rules, and how a request's bucket is found. */
final class Gate {
  /** Set on a request that the servlet filter of this project governs already. */
  static final String DECIDED = "io.bucketcors.decided";

  /** The rules that were in force when the request came: one request is judged by one snapshot. */
  private static final String POLICIES = "io.bucketcors.jaxrs.policies";

  /** The bucket of the path as it came, which filters may rewrite before matching. */
  private static final String BUCKET_OF_PATH = "io.bucketcors.jaxrs.bucketOfPath";

  private final CorsPolicySource source;
  private final RequestPath path;

  Gate(CorsPolicySource source, RequestPath path) {
    this.source = source;
    this.path = path;
  }

  /** The rules for a request, or null where nothing is to be done with it. */
  @Nullable CorsPolicies policies(ContainerRequestContext request) {
    if (request.getProperty(DECIDED) != null) {
      return null;
    }
    CorsPolicies policies;
    if (request.getProperty(POLICIES) instanceof CorsPolicies seen) {
      policies = seen;
    } else {
      policies = source.current();
      request.setProperty(POLICIES, policies);
    }
    return policies.enabled() ? policies : null;
  }

  /** The bucket of the request's path. */
  CorsPolicy byPath(CorsPolicies policies, ContainerRequestContext request) {
    if (request.getProperty(BUCKET_OF_PATH) instanceof CorsPolicy seen) {
      return seen;
    }
    CorsPolicy policy = path.bucket(policies, request.getUriInfo());
    request.setProperty(BUCKET_OF_PATH, policy);
    return policy;
  }

  /** The request's path below the context path, for answers with a body. */
  String path(ContainerRequestContext request) {
    return path.of(request.getUriInfo());
  }
}
