package io.bucketcors.jaxrs;

import io.bucketcors.CorsHeaders;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What the filters of one feature share: the rules, and how a request's bucket is found. */
final class Gate {
  /** Set on a request that the servlet filter of this project governs already. */
  static final String DECIDED = "io.bucketcors.decided";

  private static final int MAX_METHOD = 64;

  /** The rules that were in force when the request came: one request is judged by one snapshot. */
  private static final String POLICIES = "io.bucketcors.jaxrs.policies";

  /** The bucket of the path as it came, which filters may rewrite before matching. */
  private static final String BUCKET_OF_PATH = "io.bucketcors.jaxrs.bucketOfPath";

  /** The bucket of the resource method that was matched, where it names one. */
  static final String BOUND_BUCKET = "io.bucketcors.jaxrs.boundBucket";

  /** Set where a request has come as far as matching. */
  static final String MATCHING = "io.bucketcors.jaxrs.matching";

  /** Set on a preflight that goes through matching under the name of the method it asks for. */
  private static final String PREFLIGHT = "io.bucketcors.jaxrs.preflight";

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

  static boolean isPreflightInMatching(ContainerRequestContext request) {
    return request.getProperty(PREFLIGHT) != null;
  }

  /**
   * Sends a preflight into matching, where a resource method may name the bucket that decides.
   *
   * @return whether it goes; if not, the bucket of its path decides
   */
  boolean goesIntoMatching(CorsPolicies policies, ContainerRequestContext request) {
    bindings.serving();
    String method = bindings.inUse(policies) ? requestedMethod(request) : null;
    if (method == null) {
      return false;
    }
    request.setProperty(PREFLIGHT, Boolean.TRUE);
    request.setMethod(method);
    // Says nothing of the body that will follow, so any @Consumes has to match; RESTEasy would
    // answer 415 to a request without a type.
    request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.WILDCARD);
    return true;
  }

  /** The method that a preflight asks for, or null where no bucket could grant it anyway. */
  private static @Nullable String requestedMethod(ContainerRequestContext request) {
    RequestReader reader = RequestReader.AS_SENT;
    if (!request.getMethod().equals(HttpMethod.OPTIONS)
        || reader.header(request, CorsHeaders.ORIGIN, 0) == null
        || reader.header(request, CorsHeaders.REQUEST_METHOD, 1) != null) {
      return null;
    }
    String method = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    return method != null && isToken(method) ? method : null;
  }

  /** RFC 9110 section 5.6.2, and the bound that every bucket has. */
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
      if (!plain && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_METHOD;
  }

  /** The policy that decides on a request, as far as is known now. */
  CorsPolicy decider(CorsPolicies policies, ContainerRequestContext request) {
    boolean inUse = bindings.inUse(policies);
    if (inUse && request.getProperty(BOUND_BUCKET) instanceof String bucket) {
      CorsPolicy policy = policies.named(bucket);
      return policy == null ? UNKNOWN : policy;
    }
    if (inUse && request.getProperty(MATCHING) == null && isForMatching(request)) {
      return UNKNOWN;
    }
    if (bindings.isBlind(policies)) {
      return UNKNOWN;
    }
    CorsPolicy policy = byPath(policies, request);
    // What was sent into matching must be answered, also outside of every bucket.
    return isPreflightInMatching(request) && !policy.governs() ? UNKNOWN : policy;
  }

  /** Whether only matching can tell the bucket: not for an OPTIONS that is no preflight. */
  private static boolean isForMatching(ContainerRequestContext request) {
    return isPreflightInMatching(request)
        || !request.getMethod().equals(HttpMethod.OPTIONS)
        || requestedMethod(request) != null;
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
