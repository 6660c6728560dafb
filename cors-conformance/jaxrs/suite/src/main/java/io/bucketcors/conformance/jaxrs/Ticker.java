package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Server-sent events, for the implementations whose module for them is there. */
@Path("/ticks")
public class Ticker {
  private static final String[] MODULES = {
    "org.glassfish.jersey.media.sse.SseFeature",
    "org.jboss.resteasy.plugins.providers.sse.SseImpl",
    "org.apache.cxf.jaxrs.sse.SseContextProvider"
  };

  @GET
  @Produces("text/event-stream")
  public void ticks(@Context SseEventSink sink, @Context Sse sse) {
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
        .execute(() -> sink.send(sse.newEvent("tick")).thenRun(sink::close));
  }

  static boolean isSupported() {
    for (String module : MODULES) {
      try {
        Class.forName(module, false, Ticker.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException notThatOne) {
        continue;
      }
    }
    return false;
  }
}
