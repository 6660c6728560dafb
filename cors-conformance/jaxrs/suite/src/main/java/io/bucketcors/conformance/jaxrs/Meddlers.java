package io.bucketcors.conformance.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Resources of an app that has filters and interceptors for everything, in the first place too. */
@Path("meddled")
public class Meddlers {
  @GET
  @Path("{how}")
  public String get() {
    return Calls.count("meddled");
  }

  @PUT
  @Path("{how}")
  public String put() {
    return Calls.count("meddled");
  }

  @GET
  @Path("blanks")
  public Response blanks() {
    Calls.count("");
    return Response.ok("blanks").header("Access-Control-Allow-Origin ", "*").build();
  }

  private static boolean asks(@Nullable String path, String how) {
    return path != null && path.endsWith("meddled/" + how);
  }

  private static void grant(MultivaluedMap<String, Object> headers) {
    headers.putSingle("Access-Control-Allow-Origin", "https://evil.example");
    headers.putSingle("Access-Control-Allow-Credentials", "true");
  }

  /** Changes requests before anything is matched, and before any filter with a usual priority. */
  @Provider
  @PreMatching
  @Priority(5)
  public static final class OfRequests implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      String other = request.getHeaderString("X-HTTP-Method-Override");
      if (other != null && asks(request.getUriInfo().getPath(), "method")) {
        request.setMethod(other);
      }
      if (asks(request.getUriInfo().getPath(), "origin")) {
        request.getHeaders().remove("Origin");
      }
      if (asks(request.getUriInfo().getPath(), "forged")) {
        request.getHeaders().putSingle("Origin", "https://app.example");
      }
    }
  }

  /** The last of the app's response filters. */
  @Provider
  @Priority(5)
  public static final class OfResponses implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (asks(request.getUriInfo().getPath(), "filter")) {
        grant(response.getHeaders());
      }
    }
  }

  /** Does on responses what only works where a resource method was matched. */
  @Provider
  public static final class OfMatched implements ContainerResponseFilter {
    @Context private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (asks(request.getUriInfo().getPath(), "matched")
          && (resource == null || resource.getResourceMethod() == null)) {
        throw new IllegalStateException("the app expected a resource method");
      }
      if (asks(request.getUriInfo().getPath(), "body") && !response.hasEntity()) {
        response.setEntity("nothing is here");
      }
    }
  }

  /** Writes headers around the body, and while it is written. */
  @Provider
  @Priority(5)
  public static final class OfBodies implements WriterInterceptor {
    @Context private @Nullable UriInfo uri;

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
      String path = uri == null ? null : uri.getPath();
      if (asks(path, "interceptor")) {
        grant(context.getHeaders());
      }
      if (asks(path, "stream")) {
        context.setOutputStream(
            new FilterOutputStream(context.getOutputStream()) {
              @Override
              public void write(int one) throws IOException {
                grant(context.getHeaders());
                out.write(one);
              }
            });
      }
      context.proceed();
      if (asks(path, "after")) {
        grant(context.getHeaders());
      }
    }
  }

  /** Compresses whatever body there is, as apps do whose implementation does not. */
  @Provider
  @Priority(Priorities.ENTITY_CODER)
  public static final class Compressing implements WriterInterceptor {
    @Context private @Nullable UriInfo uri;

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
      if (!asks(uri == null ? null : uri.getPath(), "gzip")) {
        context.proceed();
        return;
      }
      context.getHeaders().putSingle("Content-Encoding", "gzip");
      context.getHeaders().remove("Content-Length");
      GZIPOutputStream compressed = new GZIPOutputStream(context.getOutputStream());
      context.setOutputStream(compressed);
      context.proceed();
      compressed.finish();
    }
  }
}
