package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsRequestReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a refusal, which names the path and other fields of the request. */
record RefusalBody(RequestState state, ContainerRequestContext request) {
  /** Reads such fields as {@code Host} too. */
  private static final CorsRequestReader<RefusalBody> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(RefusalBody source) {
          return RequestState.READER.method(source.state);
        }

        @Override
        public @Nullable String header(RefusalBody source, String name, int line) {
          String sent = RequestState.READER.header(source.state, name, line);
          return sent != null || name.startsWith("Access-Control-") || name.equals("Origin")
              ? sent
              : source.other(name, line);
        }
      };

  /** The body, or null where the answer has none. */
  static byte @Nullable [] of(
      CorsDecision decision,
      RequestState state,
      ContainerRequestContext request,
      String contextPath) {
    String path = path(request.getUriInfo(), contextPath);
    String text = decision.body(new RefusalBody(state, request), READER, path);
    return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The path below the context path, the application path included. */
  private static String path(UriInfo uri, String contextPath) {
    String base = uri.getBaseUri().getPath();
    String below = base.startsWith(contextPath) ? base.substring(contextPath.length()) : base;
    if (below.endsWith("/")) {
      below = below.substring(0, below.length() - 1);
    }
    // It has a slash in front in some implementations only.
    String rest = uri.getPath();
    return rest.startsWith("/") || rest.isEmpty() && !below.isEmpty()
        ? below + rest
        : below + "/" + rest;
  }

  private @Nullable String other(String name, int line) {
    @Nullable List<String> lines = request.getHeaders().get(name);
    return lines == null || line >= lines.size() ? null : lines.get(line);
  }
}
