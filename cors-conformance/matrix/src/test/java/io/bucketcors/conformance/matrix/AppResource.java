package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.App;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The same as {@link AppServlet} for JAX-RS, as far as that has it. */
@Path("go")
@SuppressWarnings("NullAway.Init") // Jersey fills the fields
public class AppResource {
  /** A method of an app's own. */
  @HttpMethod("CHICKEN")
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Chicken {}

  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  @QueryParam("app")
  private String app;

  @QueryParam("redirect")
  private String redirect;

  @QueryParam("hop")
  private String hop;

  @GET
  public Response get() {
    return answer();
  }

  @POST
  public Response post() {
    return answer();
  }

  @PUT
  public Response put() {
    return answer();
  }

  @DELETE
  public Response delete() {
    return answer();
  }

  @PATCH
  public Response patch() {
    return answer();
  }

  @Chicken
  public Response chicken() {
    return answer();
  }

  private Response answer() {
    boolean cached = uri.getQueryParameters().containsKey("cached");
    String next = AppServlet.next(redirect, hop, uri.getRequestUri());
    Response.ResponseBuilder answer =
        switch (App.valueOf(app)) {
          case NO_CONTENT -> Response.noContent();
          case NOT_MODIFIED -> Response.notModified();
          case UNAUTHORIZED -> Response.status(401);
          case NOT_FOUND -> Response.status(404);
          case EXCEPTION -> next == null ? null : Response.ok();
          default -> Response.ok("hello", "text/plain");
        };
    if (answer == null) {
      throw new IllegalStateException("of the app");
    }
    if (cached && AppServlet.ETAG.equals(headers.getHeaderString("If-None-Match"))) {
      answer = Response.notModified();
    }
    if (next != null) {
      answer = Response.status(302).header("Location", next);
    }
    if (App.valueOf(app) == App.OWN_HEADERS) {
      answer.header("Access-Control-Allow-Origin", "*");
    }
    return answer
        .header("Cache-Control", cached ? "max-age=600" : "no-store")
        .header("X-App", "1")
        .header("ETag", AppServlet.ETAG)
        .build();
  }

  /**
   * Jersey knows methods in capitals alone, and would answer 405 to what browsers send as written.
   * What decides on CORS still has to be the method that was sent.
   */
  @PreMatching
  static final class Capitals implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getMethod().equals("patch")) {
        request.setMethod("PATCH");
      }
    }
  }

  /** As apps have one. */
  static final class Mapper implements ExceptionMapper<IllegalStateException> {
    @Override
    public Response toResponse(IllegalStateException e) {
      return Response.status(500).header("X-App", "1").build();
    }
  }
}
