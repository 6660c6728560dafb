package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** An exception that the application maps. */
public final class Teapot extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Maps it. */
  @Provider
  public static final class Mapper implements ExceptionMapper<Teapot> {
    @Override
    public Response toResponse(Teapot exception) {
      return Response.status(418).entity("short and stout").type("text/plain").build();
    }
  }
}
