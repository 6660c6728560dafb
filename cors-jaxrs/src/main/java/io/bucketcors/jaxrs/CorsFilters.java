package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The filters of one feature, in the order in which a request meets them. A preflight is answered
 * in one of three steps: {@linkplain BeforeMatching before matching} where its path tells its
 * bucket; else once a resource method is {@linkplain Matched matched}, which may have {@linkplain
 * DynamicBinding.NamedBucket named} its bucket; and what neither of them could send is written when
 * it is {@linkplain Answered answered}, as the headers of every other response are.
 */
final class CorsFilters {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");

  /** Set on a request that the servlet filter of this project has decided on. */
  private static final String DECIDED_BY_SERVLET_FILTER = "io.bucketcors.decided";

  /** Decides where nobody can tell the bucket. */
  private static final CorsPolicy UNKNOWN_BUCKET = CorsPolicies.refusing();

  private static final byte[] NO_BODY = {};

  private final CorsPolicySource source;
  private final Supplier<String> contextPath;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable ServerExchange server;
  private volatile boolean serving;
  private volatile boolean methodsShown;
  private volatile boolean bucketsNamed;

  CorsFilters(CorsPolicySource source, Supplier<String> contextPath) {
    this.source = source;
    this.contextPath = contextPath;
  }

  /** Lets the server's own request and response be used; they are those of the calling thread. */
  void serveWith(ServerExchange exchange) {
    server = exchange;
  }

  @Nullable ServerExchange server() {
    return server;
  }

  CorsPolicies policies() {
    return source.current();
  }

  /** Whether requests are coming in: resource methods found by now were not known at start. */
  boolean isServing() {
    return serving;
  }

  /** Tells that the implementation shows this feature the resource methods. */
  void methodsAreShown() {
    methodsShown = true;
  }

  /** Tells that a resource method names its bucket. */
  void bucketIsNamed() {
    bucketsNamed = true;
  }

  /**
   * Whether a resource method may name a bucket, so that only matching tells a request's. A bucket
   * without paths is there for that purpose, though its sub-resource may not have been met yet.
   */
  boolean mayBucketBeNamed(CorsPolicies policies) {
    return bucketsNamed || policies.hasBucketWithoutPaths();
  }

  /**
   * The first step and the first of all filters: remembers a request as it was sent, and keeps from
   * the app what a policy answers itself, before matching and before authentication.
   */
  @PreMatching
  static class BeforeMatching implements ContainerRequestFilter {
    private final CorsFilters cors;

    BeforeMatching(CorsFilters cors) {
      this.cors = cors;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      RequestState state = cors.state(request);
      if (state == null) {
        return;
      }
      if (cors.mayBucketBeNamed(state.policies) && state.requestedMethod() != null) {
        // An origin that no bucket lists is refused whatever would be matched; so no constructor,
        // locator or injected field of the app runs for strangers.
        if (state.policies.anyLists(state, RequestState.READER)) {
          state.goThroughMatching(request);
          return;
        }
      } else if (!state.isOptions()) {
        return;
      }
      cors.answer(state, request);
    }
  }

  /**
   * The second step: stops a preflight that went through matching, before authentication, before
   * the body is read, and always, whatever was matched. No resource method runs for a preflight.
   */
  static final class Matched implements ContainerRequestFilter {
    private final CorsFilters cors;

    Matched(CorsFilters cors) {
      this.cors = cors;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      RequestState state = cors.state(request);
      if (state == null) {
        return;
      }
      state.matched = true;
      // Dialects s3 and cos answer every OPTIONS, also one that is no preflight by Fetch.
      if (state.isOptions() && cors.answer(state, request)) {
        return;
      }
      if (QuarkusResponse.isOf(request)) {
        CorsDecision decision = cors.decide(state);
        if (decision != null) {
          QuarkusResponse.write(decision, state, request);
        }
      }
    }
  }

  /**
   * The third step: writes the decision into every response. It decides from the request itself and
   * from nothing that an earlier filter left behind: a filter that aborts skips the others, and
   * what they would have left is then missing (RESTEasy's own filter lost its headers that way).
   */
  static final class Answered implements ContainerResponseFilter {
    private final CorsFilters cors;

    Answered(CorsFilters cors) {
      this.cors = cors;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      RequestState state = cors.state(request);
      CorsDecision decision = state == null ? null : cors.decide(state);
      if (state == null || decision == null) {
        return;
      }
      if (state.onServer) {
        QuarkusResponse.takeBack(request);
      }
      MultivaluedMap<String, Object> headers = response.getHeaders();
      cors.record(decision, state);
      if (decision.isAnswer()) {
        headers.clear();
        decision = decision.toAnswer();
        cors.writeAnswer(decision, state, request, response);
        // Quarkus REST makes new headers where an entity is set.
        headers = response.getHeaders();
      } else {
        cors.dropPolicyHeaders(headers, state);
      }
      ResponseHeaders.write(decision, state, headers);
    }
  }

  /** What is known of a request, or null where nothing is to be done with it. */
  private @Nullable RequestState state(ContainerRequestContext request) {
    Object known = request.getProperty(RequestState.PROPERTY);
    if (known != null) {
      return known instanceof RequestState state ? state : null;
    }
    if (request.getProperty(DECIDED_BY_SERVLET_FILTER) != null) {
      return null;
    }
    CorsPolicies policies = source.current();
    if (!policies.enabled()) {
      // A reload may enable it before the response passes by.
      request.setProperty(RequestState.PROPERTY, RequestState.UNGOVERNED);
      return null;
    }
    if (!serving) {
      serving = true;
    }
    RequestState state = new RequestState(policies, contextPath, server, request);
    request.setProperty(RequestState.PROPERTY, state);
    return state;
  }

  /** What is decided on a request, as far as is known now; null where nobody decides. */
  private @Nullable CorsDecision decide(RequestState state) {
    CorsPolicy policy = policy(state);
    return policy.governs() ? policy.decide(state, RequestState.READER) : null;
  }

  private CorsPolicy policy(RequestState state) {
    CorsPolicies policies = state.policies;
    if (mayBucketBeNamed(policies)) {
      if (state.namedBucket != null) {
        CorsPolicy policy = policies.named(state.namedBucket);
        return policy == null ? UNKNOWN_BUCKET : policy;
      }
      if (!state.matched && state.isForMatching()) {
        // A 404, 405, 406 or 415 of the implementation's own: nobody tells which class it met.
        return UNKNOWN_BUCKET;
      }
      if (!methodsShown && policies.hasBucketWithoutPaths()) {
        // A bucket waits for a method to name it, and nobody has shown this feature one.
        return UNKNOWN_BUCKET;
      }
    }
    // What went through matching must be answered, also outside of every bucket.
    return state.throughMatching && !state.ofPath.governs() ? UNKNOWN_BUCKET : state.ofPath;
  }

  /**
   * Keeps from the app what the policy answers itself, and sends the answer at once where the
   * server lets it.
   *
   * @return whether the policy answers
   */
  private boolean answer(RequestState state, ContainerRequestContext request) {
    CorsDecision decision = decide(state);
    if (decision == null || !decision.isAnswer()) {
      return false;
    }
    record(decision, state);
    ServerExchange exchange = server;
    if (exchange != null) {
      CorsDecision answer = decision.toAnswer();
      byte[] body = answer.hasBody() ? body(answer, state, request) : null;
      if (exchange.send(answer, state, body)) {
        state.markSent();
      }
    }
    request.abortWith(Response.noContent().build());
    return true;
  }

  /** Counts a decision that stands; a request passes by more than once. */
  private void record(CorsDecision decision, RequestState state) {
    if (state.isFirstToCount()) {
      policy(state).record(decision, state, RequestState.READER);
    }
  }

  private void writeAnswer(
      CorsDecision decision,
      RequestState state,
      ContainerRequestContext request,
      ContainerResponseContext response) {
    response.setStatus(decision.status());
    // A preflight for HEAD that went through matching is a HEAD to the implementation, which would
    // announce a body and then hold it back.
    byte[] body =
        !state.isSent() && decision.hasBody() && !request.getMethod().equals(HttpMethod.HEAD)
            ? body(decision, state, request)
            : null;
    if (body != null) {
      response.setEntity(body, null, MediaType.APPLICATION_XML_TYPE);
    } else if (decision.status() < 300 || server == null) {
      // What has no entity passes no interceptor, such as one that would make 20 bytes of gzip.
      response.setEntity(null);
    } else {
      // Where there are servlets, an error without an entity makes Jersey call sendError, and the
      // container writes a page.
      response.setEntity(NO_BODY, null, MediaType.TEXT_PLAIN_TYPE);
    }
  }

  private byte @Nullable [] body(
      CorsDecision decision, RequestState state, ContainerRequestContext request) {
    return RefusalBody.of(decision, state, request, contextPath.get());
  }

  private void dropPolicyHeaders(MultivaluedMap<String, Object> headers, RequestState state) {
    ServerExchange exchange = server;
    String onServer = exchange == null ? null : exchange.dropPolicyHeaders();
    String within = ResponseHeaders.dropPolicyHeaders(headers, state);
    String dropped = within == null ? onServer : within;
    if (dropped != null && warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The application sets {0} itself. The CORS rules decide that header, so its value was"
              + " removed. Further cases are not logged.",
          dropped);
    }
  }
}
