package io.bucketcors.jaxrs;

import io.bucketcors.adapter.CorsRequestReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what else the body of a refusal names, such as {@code Host}. */
record BodyReader(RequestState state, ContainerRequestContext request) {
  static final CorsRequestReader<BodyReader> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(BodyReader source) {
          return RequestState.READER.method(source.state);
        }

        @Override
        public @Nullable String header(BodyReader source, String name, int line) {
          String sent = RequestState.READER.header(source.state, name, line);
          return sent != null || name.startsWith("Access-Control-") || name.equals("Origin")
              ? sent
              : source.other(name, line);
        }
      };

  private @Nullable String other(String name, int line) {
    @Nullable List<String> lines = request.getHeaders().get(name);
    return lines == null || line >= lines.size() ? null : lines.get(line);
  }
}
