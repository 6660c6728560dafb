package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsFeature;
import jakarta.annotation.Priority;
import jakarta.servlet.Filter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** Resources of which one names its bucket, behind a meter of what each request allocates. */
@SuppressWarnings("deprecation") // The portable way to hand in an instance.
public abstract class Metered extends Application implements Filtered {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Orders.class, Calls.class);
  }

  @Override
  public Filter filter() {
    return new Meter();
  }

  /** With the feature. Both names have one length, since paths are part of what is metered. */
  public static final class ByRule extends Metered {
    @Override
    public Set<Object> getSingletons() {
      return Set.of(new CorsFeature(SuiteRules.named()));
    }
  }

  /**
   * With as many filters, which ask the API for what gives the same answer, once, and do nothing
   * else.
   */
  public static final class ByHand extends Metered {
    @Override
    public Set<Object> getSingletons() {
      return Set.of(
          new Empty(), new First(), new Begins(), new Bound(), new Matched(), new Answer());
    }
  }

  @PreMatching
  @Priority(1)
  private static final class Empty implements ContainerRequestFilter, ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request) {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {}
  }

  @PreMatching
  @Priority(2)
  private static final class First implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      request.setProperty("policies", this);
      // The path as it was sent too, which nothing else in the API tells.
      UriInfo uri = request.getUriInfo();
      boolean known = uri.getRequestUri().getRawPath().startsWith(uri.getBaseUri().getPath());
      request.setProperty("bucketOfPath", known ? uri.getPath() : this);
      String method = request.getHeaders().getFirst("Access-Control-Request-Method");
      if (method != null) {
        request.setProperty("preflight", this);
        request.setMethod(method);
        request.getHeaders().putSingle("Content-Type", "*/*");
      }
    }
  }

  @PreMatching
  @Priority(3)
  private static final class Begins implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      request.setProperty("matching", this);
    }
  }

  @Priority(1)
  private static final class Bound implements ContainerRequestFilter, ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      request.setProperty("boundBucket", this);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      request.setProperty("boundBucket", this);
    }
  }

  @Priority(2)
  private static final class Matched implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getProperty("preflight") != null) {
        request.abortWith(Response.noContent().build());
      }
    }
  }

  private static final class Answer implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (request.getProperty("preflight") == null) {
        return;
      }
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.putSingle(
          "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
      headers.putSingle("Access-Control-Allow-Origin", request.getHeaders().getFirst("Origin"));
      headers.putSingle("Access-Control-Allow-Methods", "GET");
    }
  }
}
