package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The path of a request below the context path, the application path included. */
final class RequestPath {
  private final Supplier<String> contextPath;

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
    String base = uri.getBaseUri().getPath();
    String context = contextPath.get();
    String below = base.startsWith(context) ? base.substring(context.length()) : base;
    if (below.endsWith("/")) {
      below = below.substring(0, below.length() - 1);
    }
    // It has a slash in front in some implementations only.
    String rest = uri.getPath();
    return rest.startsWith("/") || rest.isEmpty() && !below.isEmpty()
        ? below + rest
        : below + "/" + rest;
  }
}
