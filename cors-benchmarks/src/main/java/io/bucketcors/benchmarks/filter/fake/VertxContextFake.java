package io.bucketcors.benchmarks.filter.fake;

import io.bucketcors.benchmarks.filter.Call;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** A request on its way through the handlers of Vert.x. */
public abstract class VertxContextFake implements RoutingContextInternal {
  private VertxRequestFake request;
  private VertxResponseFake response;
  private boolean passedOn;

  @SuppressWarnings("NullAway.Init") // set by the factory alone
  VertxContextFake() {}

  /** The context of a call. */
  public static VertxContextFake of(Call call) {
    VertxContextFake context = Concrete.of(VertxContextFake.class);
    context.request = VertxRequestFake.of(call);
    context.response = VertxResponseFake.create();
    return context;
  }

  /** Makes it as it came in. */
  public void recycle() {
    passedOn = false;
    response.recycle();
  }

  /** Whether the next handler was reached. */
  public boolean passedOn() {
    return passedOn;
  }

  @Override
  public HttpServerRequest request() {
    return request;
  }

  @Override
  public VertxResponseFake response() {
    return response;
  }

  @Override
  public RoutingContextInternal visitHandler(int id) {
    return this;
  }

  @Override
  public void next() {
    passedOn = true;
  }

  @Override
  public void fail(int status, Throwable why) {
    response.setStatusCode(status);
  }
}
