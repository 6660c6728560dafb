package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
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
  private volatile ServerExchange server = ServerExchange.NONE;

  Gate(CorsPolicySource source, RequestPath path, Bindings bindings) {
    this.source = source;
    this.path = path;
    this.bindings = bindings;
  }

  /** Lets the server's own request and response be used; they are those of the calling thread. */
  void serveWith(ServerExchange exchange) {
    server = exchange;
  }

  ServerExchange server() {
    return server;
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
    bindings.serving();
    CorsPolicy ofPath = path.bucket(policies, request.getUriInfo(), server.rawPath());
    // CXF has taken a method from X-HTTP-Method-Override before it calls any filter.
    String method = server.method();
    RequestState state =
        new RequestState(policies, ofPath, method == null ? request.getMethod() : method, request);
    request.setProperty(STATE, state);
    return state;
  }

  /** What is known of a request, without finding out more. */
  static @Nullable RequestState known(ContainerRequestContext request) {
    return request.getProperty(STATE) instanceof RequestState state ? state : null;
  }

  /** Whether this is a preflight of which a resource method may name the bucket that decides. */
  boolean isForMatching(RequestState state) {
    return bindings.inUse(state.policies) && state.requestedMethod() != null;
  }

  /** Sends a preflight into matching as the request that it asks for. */
  void sendIntoMatching(RequestState state, ContainerRequestContext request) {
    String method = state.requestedMethod();
    if (method == null) {
      return;
    }
    state.throughMatching = true;
    request.setMethod(method);
    // Says nothing of the body that will follow, so any @Consumes has to match; RESTEasy would
    // answer 415 to a request without a type. Nor of what will be accepted.
    request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.WILDCARD);
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
  }

  /** What is decided on a request, as far as is known now; null where nobody decides. */
  @Nullable CorsDecision decide(RequestState state) {
    CorsPolicy policy = decider(state);
    return policy.governs() ? policy.decide(state, RequestState.READER) : null;
  }

  /** Keeps a request from the app, and sends its answer at once where the server lets it. */
  void answer(CorsDecision decision, RequestState state, ContainerRequestContext request) {
    byte[] body = decision.hasBody() ? body(decision, state, request) : null;
    state.sent = server.send(decision, state, body);
    request.abortWith(Response.noContent().build());
  }

  /** The body of a refusal. */
  byte @Nullable [] body(
      CorsDecision decision, RequestState state, ContainerRequestContext request) {
    String text =
        decision.body(
            new BodyReader(state, request), BodyReader.READER, path.of(request.getUriInfo()));
    return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The policy that decides on a request, as far as is known now. */
  private CorsPolicy decider(RequestState state) {
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
}
