package io.bucketcors.benchmarks.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, the same for all subjects.
 *
 * @param method its method
 * @param origin its Origin, or null
 * @param requestMethod Access-Control-Request-Method, or null
 * @param requestHeaders the lines of Access-Control-Request-Headers
 * @param path its path, below the context path {@code /app}
 */
public record Call(
    String method,
    @Nullable String origin,
    @Nullable String requestMethod,
    List<String> requestHeaders,
    String path) {

  private static final String PATH = "/files/report.pdf";

  static Call get(@Nullable String origin) {
    return new Call("GET", origin, null, List.of(), PATH);
  }

  static Call preflight(String origin, List<String> requestHeaderLines) {
    return new Call("OPTIONS", origin, "PUT", requestHeaderLines, PATH);
  }

  Call to(String otherPath) {
    return new Call(method, origin, requestMethod, requestHeaders, otherPath);
  }

  boolean isPreflight() {
    return requestMethod != null;
  }

  /** All header lines as a browser sends them, the eight usual ones first. */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of("api.example"));
    headers.put("User-Agent", List.of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"));
    headers.put("Accept", List.of("*/*"));
    headers.put("Accept-Language", List.of("en-GB,en;q=0.5"));
    headers.put("Accept-Encoding", List.of("gzip, deflate, br"));
    headers.put("Referer", List.of("https://site0.example/"));
    headers.put("Connection", List.of("keep-alive"));
    headers.put("Sec-Fetch-Mode", List.of("cors"));
    if (origin != null) {
      headers.put("Origin", List.of(origin));
    }
    if (requestMethod != null) {
      headers.put("Access-Control-Request-Method", List.of(requestMethod));
    }
    if (!requestHeaders.isEmpty()) {
      headers.put("Access-Control-Request-Headers", requestHeaders);
    }
    return headers;
  }

  /** The names asked for in all lines. */
  Set<String> requestedNames() {
    List<String> names = new ArrayList<>();
    requestHeaders.forEach(line -> names.addAll(List.of(line.split(","))));
    return Set.copyOf(names);
  }
}
