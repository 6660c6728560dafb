package io.bucketcors.conformance.jaxrs;

import static java.util.Objects.requireNonNull;

import io.bucketcors.jaxrs.CorsFeature;
import jakarta.annotation.Priority;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
      return Set.of(new First(), new Bound(), new Matched(), new Answer());
    }
  }

  /** As much as is remembered of a request. */
  private record State(
      Object one,
      Object two,
      Object three,
      Object four,
      Object five,
      Object six,
      Object seven,
      Object eight,
      Object nine,
      Object ten,
      boolean eleven) {}

  @PreMatching
  @Priority(1)
  private static final class First implements ContainerRequestFilter, ContainerResponseFilter {
    @Context private @Nullable HttpServletRequest servlet;

    @Override
    public void filter(ContainerRequestContext request) {
      HttpServletRequest sent = requireNonNull(servlet);
      String method = request.getHeaders().getFirst("Access-Control-Request-Method");
      String origin = request.getHeaders().getFirst("Origin");
      String headers = request.getHeaders().getFirst("Access-Control-Request-Headers");
      Object none = "";
      request.setProperty(
          "state",
          new State(
              sent.getMethod(),
              sent.getRequestURI(),
              origin == null ? none : origin,
              headers == null ? none : headers,
              method == null ? none : method,
              none,
              none,
              none,
              none,
              none,
              method != null));
      if (method != null) {
        request.setMethod(method);
        request.getHeaders().putSingle("Content-Type", "*/*");
        request.getHeaders().putSingle("Accept", "*/*");
      }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {}
  }

  @Priority(2)
  private static final class Bound implements ContainerRequestFilter, ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request) {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {}
  }

  private static boolean isPreflight(ContainerRequestContext request) {
    return request.getProperty("state") instanceof State state && state.eleven;
  }

  @Priority(3)
  private static final class Matched implements ContainerRequestFilter {
    @Context private @Nullable HttpServletResponse servlet;

    @Override
    public void filter(ContainerRequestContext request) {
      if (isPreflight(request)) {
        HttpServletResponse answer = requireNonNull(servlet);
        answer.setStatus(204);
        if (!answer.containsHeader("Access-Control-Allow-Origin")
            && answer.getHeaders("Vary").isEmpty()) {
          answer.setHeader(
              "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        }
        answer.setHeader("Access-Control-Allow-Origin", request.getHeaders().getFirst("Origin"));
        answer.setHeader("Access-Control-Allow-Methods", "GET");
        try {
          answer.flushBuffer();
        } catch (IOException gone) {
          throw new UncheckedIOException(gone);
        }
        request.abortWith(Response.noContent().build());
      }
    }
  }

  @Priority(1)
  private static final class Answer implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (!isPreflight(request)) {
        return;
      }
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.clear();
      response.setStatus(204);
      response.setEntity(null);
      headers.putSingle(
          "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
      headers.putSingle("Access-Control-Allow-Origin", request.getHeaders().getFirst("Origin"));
      headers.putSingle("Access-Control-Allow-Methods", "GET");
    }
  }
}
