package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** One path and HTTP method in two buckets: a preflight does not say which content will come. */
@Path("torn")
public class Torn {
  @POST
  @Path("{id}")
  @Consumes("application/json")
  @CorsBucket("orders")
  public String json(String body) {
    return Calls.count(body);
  }

  @POST
  @Path("/{name}/")
  @Consumes("text/plain")
  @CorsBucket("reports")
  public String text(String body) {
    return Calls.count(body);
  }
}
