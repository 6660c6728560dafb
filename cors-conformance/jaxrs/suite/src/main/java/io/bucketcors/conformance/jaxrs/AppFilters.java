package io.bucketcors.conformance.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Authentication as applications write it: whoever comes without credentials gets a 401. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class AppFilters implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    refuse(request, "secure");
  }

  static void refuse(ContainerRequestContext request, String area) {
    String path = request.getUriInfo().getPath();
    if (path.contains("items/" + area) && request.getHeaderString("Authorization") == null) {
      request.abortWith(
          Response.status(401)
              .header("WWW-Authenticate", "Bearer")
              .header("Access-Control-Allow-Origin", "*")
              .build());
    }
  }

  /** The same, before matching. */
  @Provider
  @PreMatching
  @Priority(Priorities.AUTHENTICATION)
  public static final class Early implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      refuse(request, "early");
    }
  }
}
