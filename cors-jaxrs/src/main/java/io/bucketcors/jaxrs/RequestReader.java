package io.bucketcors.jaxrs;

import io.bucketcors.CorsRequestReader;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a request of the JAX-RS API. Holds no state. */
class RequestReader implements CorsRequestReader<ContainerRequestContext> {
  static final RequestReader AS_SENT = new RequestReader();

  /** For a preflight that goes through matching under the name of the method it asks for. */
  static final RequestReader AS_PREFLIGHT =
      new RequestReader() {
        @Override
        public String method(ContainerRequestContext request) {
          return HttpMethod.OPTIONS;
        }
      };

  private RequestReader() {}

  @Override
  public String method(ContainerRequestContext request) {
    return request.getMethod();
  }

  @Override
  public @Nullable String header(ContainerRequestContext request, String name, int line) {
    @Nullable List<String> lines = request.getHeaders().get(name);
    return lines == null || line >= lines.size() ? null : lines.get(line);
  }
}
