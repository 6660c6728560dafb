package io.bucketcors.benchmarks.filter.fake;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** A response of Vert.x, with its own headers. */
public abstract class VertxResponseFake implements HttpServerResponse {
  private static final Future<Void> DONE = Future.succeededFuture();

  private final MultiMap headers = HeadersMultiMap.httpHeaders();
  private int status = 200;

  VertxResponseFake() {}

  /** A response without anything. */
  public static VertxResponseFake create() {
    return Concrete.of(VertxResponseFake.class);
  }

  /** Takes everything away. */
  public void recycle() {
    headers.clear();
    status = 200;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  @Override
  public HttpServerResponse setStatusCode(int newStatus) {
    status = newStatus;
    return this;
  }

  @Override
  public HttpServerResponse setStatusMessage(String message) {
    return this;
  }

  @Override
  public HttpServerResponse putHeader(String name, String value) {
    headers.set(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(CharSequence name, CharSequence value) {
    headers.set(name, value);
    return this;
  }

  @Override
  public Future<Void> end() {
    return DONE;
  }
}
