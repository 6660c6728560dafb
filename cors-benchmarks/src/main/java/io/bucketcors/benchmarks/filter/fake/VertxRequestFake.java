package io.bucketcors.benchmarks.filter.fake;

import io.bucketcors.benchmarks.filter.Call;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import org.jspecify.annotations.Nullable;

/** A request of Vert.x, with its own headers. */
public abstract class VertxRequestFake implements HttpServerRequest {
  private final MultiMap headers = HeadersMultiMap.httpHeaders();
  private HttpMethod method = HttpMethod.GET;
  private String uri = "https://api.example/";

  VertxRequestFake() {}

  /** The request of a call. */
  public static VertxRequestFake of(Call call) {
    VertxRequestFake request = Concrete.of(VertxRequestFake.class);
    request.method = HttpMethod.valueOf(call.method());
    request.uri = "https://api.example" + call.path();
    call.headers().forEach((name, lines) -> lines.forEach(line -> request.headers.add(name, line)));
    return request;
  }

  @Override
  public HttpMethod method() {
    return method;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable String getHeader(CharSequence name) {
    return headers.get(name);
  }

  @Override
  public String scheme() {
    return "https";
  }

  @Override
  @Deprecated
  public String host() {
    return "api.example";
  }

  @Override
  public String absoluteURI() {
    return uri;
  }
}
