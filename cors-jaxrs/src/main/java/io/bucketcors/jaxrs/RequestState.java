package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request: as it was sent, whatever filters make of it later, and what has been found out about
 * it since. A filter that takes a method from {@code X-HTTP-Method-Override} or takes {@code
 * Origin} away must not change what the preflight was told. One object under one property, since
 * each property costs an implementation an entry.
 */
final class RequestState implements BiConsumer<String, List<Object>> {
  /**
   * Reads what decides: the method, the three fields of the CORS protocol, and whether there is a
   * condition, of which nobody asks for the value.
   */
  static final CorsRequestReader<RequestState> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(RequestState request) {
          return request.method;
        }

        @Override
        public @Nullable String header(RequestState request, String name, int line) {
          return request.header(name, line);
        }
      };

  /** The one property of a request that this project sets. */
  static final String PROPERTY = "io.bucketcors.jaxrs.request";

  private static final byte COUNTED = 1;
  private static final byte SENT = 2;
  private static final byte CONDITIONAL = 4;

  /** Instead of a state, where nothing was governed when the request came. */
  static final Object UNGOVERNED = "ungoverned";

  /** What stands before the path where there are no servlets: nothing. */
  static final Supplier<String> NO_CONTEXT_PATH = () -> "";

  /** The rules that were in force when the request came: one request is judged by one snapshot. */
  final CorsPolicies policies;

  /** The bucket of the path as it came, which filters may rewrite before matching. */
  final CorsPolicy ofPath;

  private final String method;

  /** The lines of each field: none, one text, or an array of them. */
  private final @Nullable Object origin;

  private final @Nullable Object requestedMethod;
  private final @Nullable Object requestedHeaders;

  /** The bucket of the resource method that was matched, where it names one. */
  @Nullable String namedBucket;

  /** Whether a resource method was matched. */
  boolean matched;

  /** Whether this is a preflight that went into matching under the name of what it asks for. */
  boolean throughMatching;

  /** More of them in one field, since a fifth one would cost eight bytes a request. */
  private byte flags;

  /** Whether the decision stands on the server's own response, for streams. */
  boolean onServer;

  /** What was written into the response last, for those who look whether it still stands. */
  @Nullable CorsDecision written;

  /** The allowed origin that was written, the very object. */
  @Nullable Object allowedOrigin;

  /** What the last look through the headers of a response has found. */
  @Nullable String oddName;

  /**
   * @param contextPath tells what stands before the path that decides on the bucket
   * @param server tells what was sent, where it can be asked: CXF has taken a method from {@code
   *     X-HTTP-Method-Override} before it calls any filter
   */
  RequestState(
      CorsPolicies policies,
      Supplier<String> contextPath,
      @Nullable ServerExchange server,
      ContainerRequestContext request) {
    this.policies = policies;
    this.ofPath = ofPath(policies, contextPath, server, request);
    String sent = server == null ? null : server.method();
    this.method = sent == null ? request.getMethod() : sent;
    MultivaluedMap<String, String> headers = request.getHeaders();
    this.origin = lines(headers, CorsHeaders.ORIGIN);
    // Without an Origin nothing depends on the others.
    this.requestedMethod = origin == null ? null : lines(headers, CorsHeaders.REQUEST_METHOD);
    this.requestedHeaders = origin == null ? null : lines(headers, CorsHeaders.REQUEST_HEADERS);
    if (origin != null
        && (headers.get(CorsHeaders.IF_NONE_MATCH) != null
            || headers.get(CorsHeaders.IF_MODIFIED_SINCE) != null)) {
      this.flags = CONDITIONAL;
    }
  }

  private static CorsPolicy ofPath(
      CorsPolicies policies,
      Supplier<String> contextPath,
      @Nullable ServerExchange server,
      ContainerRequestContext request) {
    if (!policies.hasPaths()) {
      return policies.defaultBucket();
    }
    String path = server == null ? null : server.rawPath();
    if (path == null) {
      path = request.getUriInfo().getRequestUri().getRawPath();
    }
    return policies.forRequest(path == null ? "" : path, contextPath.get());
  }

  /** Marks its decision as counted; false where it has been before, as it passes by twice. */
  boolean isFirstToCount() {
    boolean first = (flags & (COUNTED | SENT)) == 0;
    flags |= COUNTED;
    return first;
  }

  /** Marks the answer as out. */
  void markSent() {
    flags |= SENT;
  }

  /** Whether the answer is out already. */
  boolean isSent() {
    return (flags & SENT) != 0;
  }

  /** A copy, since the list is the implementation's own and changes with the header. */
  private static @Nullable Object lines(MultivaluedMap<String, String> headers, String name) {
    @Nullable List<String> lines = headers.get(name);
    if (lines == null || lines.isEmpty()) {
      return null;
    }
    return lines.size() == 1 ? lines.get(0) : lines.toArray(new String[0]);
  }

  private @Nullable String header(String name, int line) {
    if (name.equals(CorsHeaders.ORIGIN)) {
      return line(origin, line);
    }
    if (name.equals(CorsHeaders.REQUEST_METHOD)) {
      return line(requestedMethod, line);
    }
    if (name.equals(CorsHeaders.REQUEST_HEADERS)) {
      return line(requestedHeaders, line);
    }
    boolean condition = name.equals(CorsHeaders.IF_NONE_MATCH) && (flags & CONDITIONAL) != 0;
    return condition && line == 0 ? "" : null;
  }

  private static @Nullable String line(@Nullable Object lines, int line) {
    if (lines instanceof String[] several) {
      return line < several.length ? several[line] : null;
    }
    return line == 0 ? (String) lines : null;
  }

  /** Looks at the name of one header of a response. */
  @Override
  public void accept(String name, List<Object> values) {
    // The six as the standard writes them are looked up by name, in any case.
    if (CorsHeaders.isPolicyHeader(name) && isOdd(name)) {
      oddName = name;
    }
  }

  /** Whether there is more than one of the six names, whose first and last are letters. */
  private static boolean isOdd(String name) {
    char first = name.charAt(0);
    char last = name.charAt(name.length() - 1);
    return first <= ' ' || first >= 0x7f || last <= ' ' || last >= 0x7f;
  }

  /** Whether it was sent as {@code OPTIONS}. */
  boolean isOptions() {
    return CorsPreflight.isOptions(method);
  }

  /** The method that a preflight asks for, or null where no bucket could grant it anyway. */
  @Nullable String requestedMethod() {
    return CorsPreflight.requestedMethod(this, READER);
  }

  /** Sends a preflight through matching as the request that it asks for. */
  void goThroughMatching(ContainerRequestContext request) {
    String method = requestedMethod();
    if (method == null) {
      return;
    }
    throughMatching = true;
    request.setMethod(method);
    // Says nothing of the body that will follow, so any @Consumes has to match; RESTEasy would
    // answer 415 to a request without a type. Nor of what will be accepted.
    request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.WILDCARD);
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
  }

  /** Whether only matching can tell the bucket: not for an OPTIONS that is no preflight. */
  boolean isForMatching() {
    return !isOptions() || requestedMethod() != null;
  }
}
