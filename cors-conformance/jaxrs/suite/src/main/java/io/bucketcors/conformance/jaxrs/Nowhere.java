package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsBucket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Names a bucket that is not there. */
@Path("nowhere")
@CorsBucket("nowhere")
public class Nowhere {
  @GET
  public String get() {
    return Calls.count("");
  }
}
