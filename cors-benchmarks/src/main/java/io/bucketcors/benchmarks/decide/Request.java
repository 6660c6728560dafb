package io.bucketcors.benchmarks.decide;

import io.bucketcors.adapter.CorsRequestReader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of which reading costs next to nothing, so that the decision is what is measured. As on
 * real servers, whoever asks for the last of many lines goes past all before it.
 */
record Request(
    String method,
    @Nullable String origin,
    @Nullable String requestMethod,
    List<String> requestHeaders) {

  static final CorsRequestReader<Request> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(Request request) {
          return request.method();
        }

        @Override
        public @Nullable String header(Request request, String name, int line) {
          if (name.equals("Access-Control-Request-Headers")) {
            return line(request.requestHeaders(), line);
          }
          if (line > 0) {
            return null;
          }
          return switch (name) {
            case "Origin" -> request.origin();
            case "Access-Control-Request-Method" -> request.requestMethod();
            default -> null;
          };
        }

        private @Nullable String line(List<String> lines, int line) {
          int at = 0;
          for (int i = 0; i < lines.size(); i++) {
            if (at++ == line) {
              return lines.get(i);
            }
          }
          return null;
        }

        @Override
        public Enumeration<String> headers(Request request, String name) {
          return Collections.enumeration(request.requestHeaders());
        }
      };

  static Request actual(@Nullable String origin) {
    return new Request("GET", origin, null, List.of());
  }

  static Request preflight(String origin, String method, String... headers) {
    return new Request("OPTIONS", origin, method, List.of(headers));
  }
}
