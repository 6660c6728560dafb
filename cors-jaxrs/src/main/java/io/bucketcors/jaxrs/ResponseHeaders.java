package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
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

  /** Writes a decision, and remembers what was written. */
  static void write(
      CorsDecision decision, RequestState state, MultivaluedMap<String, Object> headers) {
    decision.writeHeaders(state, RequestState.READER, headers, WRITER);
    state.written = decision;
    @Nullable List<Object> origin = headers.get(CorsHeaders.ALLOW_ORIGIN);
    state.allowedOrigin = origin == null || origin.isEmpty() ? null : origin.get(0);
  }

  /**
   * Whether the header without which no browser grants anything is still what was written, and
   * there is none that some read as it.
   */
  static boolean isSettled(MultivaluedMap<String, Object> headers, RequestState state) {
    @Nullable List<Object> there = headers.get(CorsHeaders.ALLOW_ORIGIN);
    boolean same =
        there == null || there.isEmpty()
            ? state.allowedOrigin == null
            : there.size() == 1 && there.get(0) == state.allowedOrigin;
    return same && oddName(headers, state) == null;
  }

  /**
   * Removes what the app wrote into headers that the policy alone decides on.
   *
   * @return the name of one that was there, or null
   */
  static @Nullable String dropPolicyHeaders(
      MultivaluedMap<String, Object> headers, RequestState state) {
    if (headers.isEmpty()) {
      return null;
    }
    String dropped = null;
    for (int i = 0; i < CorsHeaders.POLICY_HEADERS.size(); i++) {
      dropped = drop(headers, CorsHeaders.POLICY_HEADERS.get(i), dropped);
    }
    for (String odd = oddName(headers, state); odd != null; odd = oddName(headers, state)) {
      dropped = drop(headers, odd, dropped);
    }
    return dropped;
  }

  private static @Nullable String drop(
      MultivaluedMap<String, Object> headers, String name, @Nullable String dropped) {
    return headers.remove(name) == null ? dropped : name;
  }

  /** A policy header's name with white space around it, which browsers take off, or null. */
  private static @Nullable String oddName(
      MultivaluedMap<String, Object> headers, RequestState state) {
    state.oddName = null;
    // No iterator, and no lambda that holds the state: it is asked for every response.
    headers.forEach(state);
    return state.oddName;
  }
}
