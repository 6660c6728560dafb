package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** What {@link Wares} extends and implements. */
final class Generic {
  private Generic() {}

  /** An interface with a type argument. */
  public interface Api<T> {
    @PUT
    @CorsBucket("orders")
    String put(T ware);
  }

  /** A superclass with one. */
  public abstract static class Shelf<T> {
    @PUT
    @Path("taken")
    @CorsBucket("reports")
    public abstract String take(T ware);

    @GET
    @CorsBucket("reports")
    public String list() {
      return Calls.count("wares");
    }
  }
}
