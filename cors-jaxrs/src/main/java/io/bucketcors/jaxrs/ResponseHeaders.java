package io.bucketcors.jaxrs;

import io.bucketcors.CorsHeaders;
import io.bucketcors.CorsResponseWriter;
import io.bucketcors.CorsVary;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes into the headers of a response of the JAX-RS API. Holds no state. */
final class ResponseHeaders implements CorsResponseWriter<MultivaluedMap<String, Object>> {
  static final ResponseHeaders WRITER = new ResponseHeaders();

  private ResponseHeaders() {}

  @Override
  public void set(MultivaluedMap<String, Object> headers, String name, String value) {
    headers.putSingle(name, value);
  }

  @Override
  public void vary(MultivaluedMap<String, Object> headers, String fieldNames) {
    @Nullable List<Object> there = headers.get(CorsHeaders.VARY);
    if (there == null || there.isEmpty()) {
      headers.putSingle(CorsHeaders.VARY, fieldNames);
      return;
    }
    String merged = CorsVary.merge(asText(there), fieldNames);
    if (merged != null) {
      headers.putSingle(CorsHeaders.VARY, merged);
    }
  }

  private static Collection<String> asText(List<Object> values) {
    List<String> lines = new ArrayList<>(values.size());
    for (Object value : values) {
      lines.add(String.valueOf(value));
    }
    return lines;
  }

  /**
   * Removes what the app wrote into headers that the policy alone decides on.
   *
   * @return the name of one that was there, or null
   */
  static @Nullable String dropPolicyHeaders(MultivaluedMap<String, Object> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    String dropped = drop(headers, CorsHeaders.ALLOW_ORIGIN, null);
    dropped = drop(headers, CorsHeaders.ALLOW_CREDENTIALS, dropped);
    dropped = drop(headers, CorsHeaders.ALLOW_METHODS, dropped);
    dropped = drop(headers, CorsHeaders.ALLOW_HEADERS, dropped);
    dropped = drop(headers, CorsHeaders.EXPOSE_HEADERS, dropped);
    return drop(headers, CorsHeaders.MAX_AGE, dropped);
  }

  private static @Nullable String drop(
      MultivaluedMap<String, Object> headers, String name, @Nullable String dropped) {
    return headers.remove(name) == null ? dropped : name;
  }
}
