package io.bucketcors.benchmarks.filter.fake;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/** A response of Jetty's core, with Jetty's own headers. */
public abstract class JettyResponseFake implements Response {
  private final HttpFields.Mutable headers = HttpFields.build();
  private int status = 200;

  JettyResponseFake() {}

  /** A response without anything. */
  public static JettyResponseFake create() {
    return Concrete.of(JettyResponseFake.class);
  }

  /** Takes everything away. */
  public void recycle() {
    headers.clear();
    status = 200;
  }

  @Override
  public HttpFields.Mutable getHeaders() {
    return headers;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int newStatus) {
    status = newStatus;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }
}
