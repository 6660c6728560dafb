package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.atomic.AtomicInteger;

/** How often a resource method ran, this one not counted: the spy of the suite. */
@Path("calls")
public class Calls {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static String count(String answer) {
    COUNT.incrementAndGet();
    return answer;
  }

  @GET
  @Produces("text/plain")
  public String get() {
    return Integer.toString(COUNT.get());
  }
}
