package io.bucketcors.conformance.jaxrs;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestMulti;

/** Streams of Quarkus REST that bring headers of their own. */
@Path("streams")
public class RestStreams {
  private static RestMulti.SyncRestMulti.Builder<String> parts() {
    Calls.count("");
    return RestMulti.fromMultiData(Multi.createFrom().items("part 1", "part 2"))
        .status(200)
        .header("X-Parts", "2");
  }

  @GET
  @Path("headed")
  @Produces("text/plain")
  public RestMulti<String> headed() {
    return parts().build();
  }

  @GET
  @Path("granting")
  @Produces("text/plain")
  public RestMulti<String> granting() {
    return parts().header("Access-Control-Allow-Origin", "https://evil.example").build();
  }
}
