package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** A resource that has only a locator, whose result names a bucket. */
@Path("shops")
public class Shops {
  @Path("{id}")
  public Shop shop() {
    return new Shop();
  }

  /** The sub-resource. */
  public static class Shop {
    @GET
    @CorsBucket("orders")
    public String get() {
      return Calls.count("shop");
    }

    @PUT
    @CorsBucket("reports")
    public String put() {
      return Calls.count("shop");
    }
  }
}
