package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What the filters of one feature share: the rules, and how a request's bucket is found. */
final class Gate {
  /** Set on a request that the servlet filter of this project governs already. */
  static final String DECIDED = "io.bucketcors.decided";

  /** Where a request's {@link RequestState} is. */
  static final String STATE = "io.bucketcors.jaxrs.request";

  /** Instead of a state, where nothing was governed when the request came. */
  private static final Object UNGOVERNED = "ungoverned";

  /** Decides where nobody can tell the bucket. */
  private static final CorsPolicy UNKNOWN = CorsPolicies.refusing();

  private final CorsPolicySource source;
  private final RequestPath path;
  private final Bindings bindings;

  Gate(CorsPolicySource source, RequestPath path, Bindings bindings) {
    this.source = source;
    this.path = path;
    this.bindings = bindings;
  }

  /** What is known of a request, or null where nothing is to be done with it. */
  @Nullable RequestState state(ContainerRequestContext request) {
    Object known = request.getProperty(STATE);
    if (known instanceof RequestState state) {
      return state;
    }
    if (known == UNGOVERNED || request.getProperty(DECIDED) != null) {
      return null;
    }
    CorsPolicies policies = source.current();
    if (!policies.enabled()) {
      request.setProperty(STATE, UNGOVERNED);
      return null;
    }
    CorsPolicy ofPath = path.bucket(policies, request.getUriInfo());
    RequestState state = new RequestState(policies, ofPath, request);
    request.setProperty(STATE, state);
    return state;
  }

  /** What is known of a request, without finding out more. */
  static @Nullable RequestState known(ContainerRequestContext request) {
    return request.getProperty(STATE) instanceof RequestState state ? state : null;
  }

  /**
   * Sends a preflight into matching, where a resource method may name the bucket that decides.
   *
   * @return whether it goes; if not, the bucket of its path decides
   */
  boolean goesIntoMatching(RequestState state, ContainerRequestContext request) {
    bindings.serving();
    String method = bindings.inUse(state.policies) ? state.requestedMethod() : null;
    if (method == null) {
      return false;
    }
    state.throughMatching = true;
    request.setMethod(method);
    // Says nothing of the body that will follow, so any @Consumes has to match; RESTEasy would
    // answer 415 to a request without a type.
    request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.WILDCARD);
    return true;
  }

  /** The policy that decides on a request, as far as is known now. */
  CorsPolicy decider(RequestState state) {
    CorsPolicies policies = state.policies;
    if (bindings.inUse(policies)) {
      if (state.boundBucket != null) {
        CorsPolicy policy = policies.named(state.boundBucket);
        return policy == null ? UNKNOWN : policy;
      }
      if (!state.matched && state.isForMatching()) {
        // A 404, 405, 406 or 415 of the implementation's own: nobody tells which class it met.
        return UNKNOWN;
      }
    }
    if (bindings.isBlind(policies)) {
      return UNKNOWN;
    }
    // What was sent into matching must be answered, also outside of every bucket.
    return state.throughMatching && !state.ofPath.governs() ? UNKNOWN : state.ofPath;
  }

  /** The request's path below the context path, for answers with a body. */
  String path(ContainerRequestContext request) {
    return path.of(request.getUriInfo());
  }
}
