package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** A resource of an app whose locator, response filter and exception mappers throw. */
@Path("broken")
public class Broken {
  @PUT
  @Path("plain")
  public String plain() {
    return Calls.count("plain");
  }

  /** Throws what nobody maps, what is mapped, or what a broken mapper maps. */
  @Path("{how: locator.*}")
  public Part locate(@PathParam("how") String how) {
    Calls.count("");
    throw switch (how) {
      case "locator-mapped" -> new Teapot();
      case "locator-fault" -> new Fault();
      default -> new IllegalStateException("nobody maps this");
    };
  }

  /** What is never reached. */
  public static class Part {
    @GET
    public String get() {
      return "part";
    }

    @PUT
    public String put() {
      return "part";
    }
  }

  /** An exception whose mapper throws. */
  public static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Throws. */
  @Provider
  public static final class FaultMapper implements ExceptionMapper<Fault> {
    @Override
    public Response toResponse(Fault fault) {
      throw new IllegalStateException("the mapper is broken", fault);
    }
  }

  /** Throws for the paths of this resource. */
  @Provider
  public static final class NotFoundMapper implements ExceptionMapper<NotFoundException> {
    @Context private @Nullable UriInfo uri;

    @Override
    public Response toResponse(NotFoundException exception) {
      if (uri != null && uri.getPath().contains("broken/")) {
        throw new IllegalStateException("the mapper is broken", exception);
      }
      return exception.getResponse();
    }
  }

  /** Throws what the broken mapper maps, for each answer that has no body. */
  @Provider
  public static final class OfResponses implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      String path = request.getUriInfo().getPath();
      if (path.endsWith("broken/plain") && response.getStatus() != 200) {
        throw new Fault();
      }
    }
  }
}
