package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Names buckets that are not there. */
@Path("nowhere")
@CorsBucket("nowhere")
public class Nowhere {
  @GET
  public String get() {
    return Calls.count("");
  }

  @PUT
  @CorsBucket("lost")
  public String put() {
    return Calls.count("");
  }

  /** One more, in another class. */
  @Path("elsewhere")
  public static class Elsewhere {
    @GET
    @CorsBucket("order")
    public String get() {
      return Calls.count("");
    }

    @Path("further")
    public Further further() {
      return new Further();
    }
  }

  /** And one behind a locator, which no implementation looks at before a request comes. */
  public static class Further {
    @GET
    @CorsBucket("shelf")
    public String get() {
      return Calls.count("");
    }
  }
}
