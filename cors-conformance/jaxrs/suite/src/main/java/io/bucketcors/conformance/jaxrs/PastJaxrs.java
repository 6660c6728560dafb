package io.bucketcors.conformance.jaxrs;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;

/** Resources that reach for the servlet API below JAX-RS. */
@Path("past")
public class PastJaxrs {
  @GET
  @Path("header")
  public String header(@Context HttpServletResponse response) {
    grant(response);
    return Calls.count("header");
  }

  @GET
  @Path("unwrapped")
  public String unwrapped(@Context HttpServletResponse response) {
    HttpServletResponse inner = response;
    while (inner instanceof HttpServletResponseWrapper wrapper) {
      inner = (HttpServletResponse) wrapper.getResponse();
    }
    grant(inner);
    return Calls.count("unwrapped");
  }

  private static void grant(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "https://evil.example");
    response.addHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
  }

  @GET
  @Path("written")
  public void written(@Context HttpServletResponse response) throws IOException {
    Calls.count("");
    response.setStatus(200);
    response.getOutputStream().print("written");
    response.flushBuffer();
  }

  @GET
  @Path("forwarded")
  public void forwarded(@Context HttpServletRequest request, @Context HttpServletResponse response)
      throws IOException, ServletException {
    Calls.count("");
    request.getRequestDispatcher("/api/items/own-cors").forward(request, response);
  }
}
