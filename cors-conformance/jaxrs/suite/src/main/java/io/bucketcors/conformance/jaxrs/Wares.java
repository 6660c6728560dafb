package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.Path;

/** A resource whose annotations stand on what it extends and implements. */
@Path("wares")
public class Wares extends Generic.Shelf<String> implements Generic.Api<String> {
  /** Counts as a run of the app's code: strangers must not get this far. */
  public Wares() {
    Calls.count("");
  }

  @Override
  public String put(String ware) {
    return Calls.count(ware);
  }

  @Override
  public String take(String ware) {
    return Calls.count(ware);
  }
}
