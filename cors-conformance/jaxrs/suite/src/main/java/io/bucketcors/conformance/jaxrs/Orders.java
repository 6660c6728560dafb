package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.concurrent.CompletableFuture;

/** A resource class in one bucket, with methods in another. */
@Path("orders")
@CorsBucket("orders")
public class Orders {
  @GET
  public String list() {
    return Calls.count("orders");
  }

  @POST
  @Consumes("application/json")
  public String create(String body) {
    return Calls.count("created " + body);
  }

  @GET
  @Path("summary")
  @CorsBucket("reports")
  public String summary() {
    return Calls.count("summary");
  }

  @GET
  @Path("typed")
  @Produces("application/json")
  public String typed() {
    return Calls.count("{}");
  }

  @GET
  @Path("mixed")
  public String read() {
    return Calls.count("read");
  }

  @PUT
  @Path("mixed")
  @CorsBucket("reports")
  public String write() {
    return Calls.count("written");
  }

  @GET
  @Path("items/secure")
  public String secure() {
    return Calls.count("secret");
  }

  @GET
  @Path("items/early")
  public String early() {
    return Calls.count("secret");
  }

  @GET
  @Path("mapped")
  public String mapped() {
    Calls.count("");
    throw new Teapot();
  }

  @GET
  @Path("later")
  public void later(@Suspended AsyncResponse answer) {
    Calls.count("");
    CompletableFuture.runAsync(() -> answer.resume("later"));
  }

  @GET
  @Path("shadow")
  @CorsBucket("store")
  public String stored() {
    return Calls.count("stored");
  }
}
