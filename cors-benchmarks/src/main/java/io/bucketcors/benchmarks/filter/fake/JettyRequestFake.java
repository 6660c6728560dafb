package io.bucketcors.benchmarks.filter.fake;

import io.bucketcors.benchmarks.filter.Call;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request of Jetty's core, with Jetty's own headers. */
public abstract class JettyRequestFake implements Request {
  private String method = "GET";
  private HttpFields headers = HttpFields.EMPTY;
  private HttpURI uri = HttpURI.from("/");

  JettyRequestFake() {}

  /** The request of a call. */
  public static JettyRequestFake of(Call call) {
    JettyRequestFake request = Concrete.of(JettyRequestFake.class);
    request.method = call.method();
    HttpFields.Mutable fields = HttpFields.build();
    call.headers().forEach((name, lines) -> lines.forEach(line -> fields.add(name, line)));
    request.headers = fields.asImmutable();
    request.uri = HttpURI.from("https://api.example" + call.path());
    return request;
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }

  @Override
  public HttpURI getHttpURI() {
    return uri;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }
}
