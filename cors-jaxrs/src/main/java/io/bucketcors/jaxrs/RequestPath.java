package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request below the context path, the application path included, as the servlet
 * filter sees it: in two parts, so that nothing is joined.
 */
final class RequestPath {
  private final Supplier<String> contextPath;
  private volatile Base base = Base.of("/", "");

  /**
   * Where the application is mounted; hardly ever more than one value in a process.
   *
   * @param uriPath the path of the base URI, as the implementation gives it
   * @param context the context path
   * @param below the base path below the context path, without a slash at its end
   * @param belowWithSlash the same with one
   */
  private record Base(String uriPath, String context, String below, String belowWithSlash) {

    boolean is(String otherUriPath, String otherContext) {
      return uriPath.equals(otherUriPath) && context.equals(otherContext);
    }

    static Base of(String uriPath, String context) {
      String below = uriPath.startsWith(context) ? uriPath.substring(context.length()) : uriPath;
      if (below.endsWith("/")) {
        below = below.substring(0, below.length() - 1);
      }
      return new Base(uriPath, context, below, below + "/");
    }
  }

  RequestPath(Supplier<String> contextPath) {
    this.contextPath = contextPath;
  }

  /**
   * The bucket of the path.
   *
   * @param sent the path as the server has it, null where it cannot be asked
   */
  CorsPolicy bucket(CorsPolicies policies, UriInfo uri, @Nullable String sent) {
    String raw = sent == null ? uri.getRequestUri().getRawPath() : sent;
    return policies.forRequest(raw == null ? "" : raw, contextPath.get());
  }

  /** The whole path as text; only for answers with a body. */
  String of(UriInfo uri) {
    String rest = uri.getPath();
    return below(uri, rest) + rest;
  }

  /** What comes before the rest, which has a slash in front in some implementations only. */
  private String below(UriInfo uri, String rest) {
    String uriPath = uri.getBaseUri().getPath();
    String context = contextPath.get();
    Base known = base;
    if (!known.is(uriPath, context)) {
      known = Base.of(uriPath, context);
      base = known;
    }
    return rest.startsWith("/") || rest.isEmpty() && !known.below.isEmpty()
        ? known.below
        : known.belowWithSlash;
  }
}
