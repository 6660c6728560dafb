package io.bucketcors.examples.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What there is to buy, for everybody: the default bucket. */
@Path("catalogue")
public class Catalogue {
  @GET
  @Produces("text/plain")
  public String list() {
    return "pencil\npaper\n";
  }
}
