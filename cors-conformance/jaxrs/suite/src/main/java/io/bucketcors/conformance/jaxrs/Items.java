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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Every way in which a resource can answer. */
@Path("/")
public class Items {
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final EntityTag TAG = new EntityTag("v1");

  /** How often a resource method ran, this one not counted: the spy of the suite. */
  @GET
  @Path("calls")
  @Produces("text/plain")
  public String calls() {
    return Integer.toString(CALLS.get());
  }

  @GET
  @Path("items/hello")
  @Produces("text/plain")
  public Response hello(@Context Request request) {
    CALLS.incrementAndGet();
    Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(TAG);
    return unchanged == null
        ? Response.ok("hello").tag(TAG).header("Vary", "Accept-Encoding").build()
        : unchanged.tag(TAG).build();
  }

  @PUT
  @Path("items/hello")
  @Consumes("application/json")
  public Response put(String body) {
    CALLS.incrementAndGet();
    return Response.noContent().build();
  }

  @OPTIONS
  @Path("items/options")
  public Response options() {
    CALLS.incrementAndGet();
    return Response.ok("the app's own").header("Access-Control-Allow-Origin", "*").build();
  }

  @GET
  @Path("items/own-cors")
  public Response ownCors() {
    CALLS.incrementAndGet();
    return Response.ok("mine")
        .header("Access-Control-Allow-Origin", "*")
        .header("access-control-allow-credentials", "true")
        .header("Access-Control-Expose-Headers", "X-Secret")
        .build();
  }

  @GET
  @Path("items/{area: secure|early}")
  public String secret() {
    CALLS.incrementAndGet();
    return "secret";
  }

  @GET
  @Path("items/mapped")
  public String mapped() {
    CALLS.incrementAndGet();
    throw new Teapot();
  }

  @GET
  @Path("items/unmapped")
  public String unmapped() {
    CALLS.incrementAndGet();
    throw new IllegalStateException("nobody maps this");
  }

  @GET
  @Path("items/suspended")
  public void suspended(@Suspended AsyncResponse answer) {
    CALLS.incrementAndGet();
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
        .execute(() -> answer.resume("later"));
  }

  @GET
  @Path("items/timeout")
  public void timeout(@Suspended AsyncResponse answer) {
    CALLS.incrementAndGet();
    answer.setTimeout(20, TimeUnit.MILLISECONDS);
  }

  @GET
  @Path("items/stage")
  public CompletionStage<String> stage() {
    CALLS.incrementAndGet();
    return CompletableFuture.supplyAsync(
        () -> "staged", CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
  }

  @GET
  @Path("items/streamed")
  @Produces("text/plain")
  public StreamingOutput streamed() {
    CALLS.incrementAndGet();
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
    CALLS.incrementAndGet();
    return Response.seeOther(URI.create("items/hello")).build();
  }

  @GET
  @Path("bypath/{rest: .*}")
  public String byPath() {
    CALLS.incrementAndGet();
    return "by path";
  }

  @GET
  @Path("store/{rest: .*}")
  public String store() {
    CALLS.incrementAndGet();
    return "stored";
  }
}
