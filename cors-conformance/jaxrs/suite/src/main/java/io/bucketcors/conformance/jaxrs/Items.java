package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Every way in which a resource can answer. */
@Path("/")
public class Items {
  private static final EntityTag TAG = new EntityTag("v1");

  @GET
  @Path("items/hello")
  @Produces("text/plain")
  public Response hello(@Context Request request) {
    Calls.count("");
    Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(TAG);
    return unchanged == null
        ? Response.ok("hello").tag(TAG).header("Vary", "Accept-Encoding").build()
        : unchanged.tag(TAG).build();
  }

  @PUT
  @Path("items/hello")
  @Consumes("application/json")
  public Response put(String body) {
    Calls.count("");
    return Response.noContent().build();
  }

  @OPTIONS
  @Path("items/options")
  public Response options() {
    Calls.count("");
    return Response.ok("the app's own").header("Access-Control-Allow-Origin", "*").build();
  }

  @GET
  @Path("items/own-cors")
  public Response ownCors() {
    Calls.count("");
    return Response.ok("mine")
        .header("Access-Control-Allow-Origin", "*")
        .header("access-control-allow-credentials", "true")
        .header("Access-Control-Expose-Headers", "X-Secret")
        .build();
  }

  @GET
  @Path("items/{area: secure|early}")
  public String secret() {
    Calls.count("");
    return "secret";
  }

  @GET
  @Path("items/mapped")
  public String mapped() {
    Calls.count("");
    throw new Teapot();
  }

  @GET
  @Path("items/unmapped")
  public String unmapped() {
    Calls.count("");
    throw new IllegalStateException("nobody maps this");
  }

  @GET
  @Path("items/suspended")
  public void suspended(@Suspended AsyncResponse answer) {
    Calls.count("");
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
        .execute(() -> answer.resume("later"));
  }

  @GET
  @Path("items/timeout")
  public void timeout(@Suspended AsyncResponse answer) {
    Calls.count("");
    answer.setTimeout(20, TimeUnit.MILLISECONDS);
  }

  @GET
  @Path("items/stage")
  public CompletionStage<String> stage() {
    Calls.count("");
    return CompletableFuture.supplyAsync(
        () -> "staged", CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
  }

  @GET
  @Path("items/streamed")
  @Produces("text/plain")
  public StreamingOutput streamed() {
    Calls.count("");
    return output -> {
      for (int i = 0; i < 3; i++) {
        output.write(("part " + i + "\n").getBytes(StandardCharsets.US_ASCII));
        output.flush();
      }
    };
  }

  @GET
  @Path("items/moved")
  public Response moved() {
    Calls.count("");
    return Response.seeOther(URI.create("items/hello")).build();
  }

  @GET
  @Path("bypath/{rest: .*}")
  public String byPath() {
    Calls.count("");
    return "by path";
  }

  @GET
  @Path("exact")
  public String exact() {
    return Calls.count("exact");
  }

  @GET
  @Path("public/{rest: .*}")
  public String everybody() {
    return Calls.count("public");
  }

  @GET
  @Path("store/{rest: .*}")
  public String store() {
    Calls.count("");
    return "stored";
  }
}
