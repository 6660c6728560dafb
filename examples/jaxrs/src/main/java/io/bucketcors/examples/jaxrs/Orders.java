package io.bucketcors.examples.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was bought, for the shop's own pages, but for one method that the back office asks. */
@Path("orders")
@Produces("text/plain")
@CorsBucket("orders")
public class Orders {
  private static final List<String> ORDERS = new CopyOnWriteArrayList<>();

  @GET
  public String list() {
    return String.join("\n", ORDERS);
  }

  @POST
  @Consumes("application/json")
  public Response place(String order) {
    ORDERS.add(order);
    return Response.created(URI.create("orders/" + ORDERS.size())).build();
  }

  @GET
  @Path("report")
  @CorsBucket("reports")
  public String report() {
    return "orders: " + ORDERS.size() + "\n";
  }
}
