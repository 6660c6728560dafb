package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of a browser in as few parts as it can be told in. Asked about by the thousand, so it
 * has no map.
 *
 * @param names the headers that a preflight asks for; null where the request is none
 */
record SampleRequest(String origin, String method, @Nullable List<String> names) {
  static final CorsRequestReader<SampleRequest> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(SampleRequest request) {
          return request.names == null ? request.method : "OPTIONS";
        }

        @Override
        public @Nullable String header(SampleRequest request, String name, int line) {
          List<String> names = request.names;
          if (line > 0) {
            return null;
          }
          if (name.equals(CorsHeaders.ORIGIN)) {
            return request.origin;
          }
          if (names == null) {
            return null;
          }
          if (name.equals(CorsHeaders.REQUEST_METHOD)) {
            return request.method;
          }
          return name.equals(CorsHeaders.REQUEST_HEADERS) && !names.isEmpty()
              ? String.join(",", names)
              : null;
        }
      };

  boolean isPreflight() {
    return names != null;
  }

  /** The same request from another origin. */
  SampleRequest from(String other) {
    return new SampleRequest(other, method, names);
  }

  /** The request as a value for everybody. */
  CorsRequest toRequest() {
    return names == null
        ? CorsRequest.actual(method, origin)
        : CorsRequest.preflight(origin, method, names.toArray(String[]::new));
  }
}
