package io.bucketcors.benchmarks;

import io.bucketcors.CorsRequestReader;
import org.jspecify.annotations.Nullable;

/** A request of which reading costs next to nothing, so that the decision is what is measured. */
record Request(
    String method,
    @Nullable String origin,
    @Nullable String requestMethod,
    @Nullable String requestHeaders) {

  static final CorsRequestReader<Request> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(Request request) {
          return request.method();
        }

        @Override
        public @Nullable String header(Request request, String name, int line) {
          if (line > 0) {
            return null;
          }
          return switch (name) {
            case "Origin" -> request.origin();
            case "Access-Control-Request-Method" -> request.requestMethod();
            case "Access-Control-Request-Headers" -> request.requestHeaders();
            default -> null;
          };
        }
      };

  static Request actual(String origin) {
    return new Request("GET", origin, null, null);
  }

  static Request preflight(String origin, String headers) {
    return new Request("OPTIONS", origin, "PUT", headers);
  }
}
