package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a value, for consoles, tests and {@code explain}. Servers hand in their own request
 * type with a {@link CorsRequestReader} instead.
 *
 * @param method the method, byte for byte
 * @param headers field lines by lower-case name
 */
public record CorsRequest(String method, Map<String, List<String>> headers) {

  /** Reads this type. */
  public static final CorsRequestReader<CorsRequest> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(CorsRequest request) {
          return request.method();
        }

        @Override
        public @Nullable String header(CorsRequest request, String name, int line) {
          List<String> lines = request.lines(name);
          return line >= lines.size() ? null : lines.get(line);
        }
      };

  /** Copies the headers; their names may come in any case. */
  public CorsRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(headers, "headers");
    Map<String, List<String>> copy = new TreeMap<>();
    headers.forEach((name, lines) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(lines)));
    headers = Map.copyOf(copy);
  }

  /**
   * The lines of one header, in their order.
   *
   * @param name any case
   * @return none where the request does not have it
   */
  public List<String> lines(String name) {
    Objects.requireNonNull(name, "name");
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** A request without headers. */
  public static CorsRequest of(String method) {
    return new CorsRequest(method, Map.of());
  }

  /** An actual request of a script on a page of the given origin. */
  public static CorsRequest actual(String method, String origin) {
    Objects.requireNonNull(origin, "origin");
    return of(method).with(CorsHeaders.ORIGIN, origin);
  }

  /** The preflight that asks for a method and, if any are named, headers. */
  public static CorsRequest preflight(String origin, String method, String... headerNames) {
    Objects.requireNonNull(headerNames, "headerNames");
    Objects.requireNonNull(method, "method");
    CorsRequest request = actual("OPTIONS", origin).with(CorsHeaders.REQUEST_METHOD, method);
    return headerNames.length == 0
        ? request
        : request.with(CorsHeaders.REQUEST_HEADERS, String.join(",", headerNames));
  }

  /**
   * This request with one more line of a header, after those that it has.
   *
   * @param name any case
   */
  public CorsRequest with(String name, String value) {
    Objects.requireNonNull(name, "name");
    String key = name.toLowerCase(Locale.ROOT);
    Map<String, List<String>> more = new TreeMap<>(headers);
    List<String> lines = new ArrayList<>(more.getOrDefault(key, List.of()));
    lines.add(Objects.requireNonNull(value, "value"));
    more.put(key, lines);
    return new CorsRequest(method, more);
  }

  /**
   * The command that sends this request, as far as CORS sees it: its method and the headers that
   * decide. For a shell of POSIX; control characters become {@code ?}.
   *
   * @param url where to; {@code /} for an empty one
   */
  public String curl(String url) {
    Objects.requireNonNull(url, "url");
    StringBuilder command = new StringBuilder("curl -i");
    if (method.equals("HEAD")) {
      // With -X HEAD it would wait for a body.
      command.append(" -I");
    } else if (!method.equals("GET")) {
      command.append(" -X ").append(word(method));
    }
    for (String name :
        List.of(CorsHeaders.ORIGIN, CorsHeaders.REQUEST_METHOD, CorsHeaders.REQUEST_HEADERS)) {
      lines(name).forEach(line -> command.append(" -H ").append(word(name + ": " + line)));
    }
    return command.append(' ').append(word(url.isEmpty() ? "/" : url)).toString();
  }

  /** As a shell takes it for one word. */
  private static String word(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.matches("[A-Za-z0-9_.:/-]+")
        ? visible
        : "'" + visible.replace("'", "'\\''") + "'";
  }
}
