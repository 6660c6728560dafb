package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Whatever Quarkus REST streams: it takes a {@code Multi} for what the JDK calls a publisher. */
@Path("streams")
public class Streams {
  private static Flow.Publisher<String> parts() {
    Calls.count("");
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private final AtomicInteger sent = new AtomicInteger();

              @Override
              public void request(long wanted) {
                for (long i = 0; i < wanted; i++) {
                  int part = sent.incrementAndGet();
                  if (part > 3) {
                    if (part == 4) {
                      subscriber.onComplete();
                    }
                    return;
                  }
                  subscriber.onNext("part " + part);
                }
              }

              @Override
              public void cancel() {
                sent.set(4);
              }
            });
  }

  @GET
  @Path("text")
  @Produces("text/plain")
  public Flow.Publisher<String> text() {
    return parts();
  }

  @GET
  @Path("json")
  @Produces("application/json")
  public Flow.Publisher<String> json() {
    return parts();
  }

  @GET
  @Path("events")
  @Produces("text/event-stream")
  public Flow.Publisher<String> events() {
    return parts();
  }
}
