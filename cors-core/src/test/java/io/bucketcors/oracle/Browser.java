package io.bucketcors.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * What a browser lets a script do, after the Fetch standard of 2026: "CORS-preflight fetch", "CORS
 * check" and the header safelists.
 */
public final class Browser {
  private static final Set<String> SAFELISTED_METHODS = Set.of("GET", "HEAD", "POST");

  private Browser() {}

  /**
   * A call of {@code fetch} in mode {@code cors}.
   *
   * @param headers names that are not safelisted
   * @param credentials whether the credentials mode is {@code include}
   */
  public record Call(String origin, String method, List<String> headers, boolean credentials) {

    /** Fetch, "CORS-preflight fetch": the request it sends. */
    public Map<String, String> preflight() {
      Map<String, String> sent = new LinkedHashMap<>();
      sent.put("Origin", origin);
      sent.put("Access-Control-Request-Method", method);
      if (!headers.isEmpty()) {
        Set<String> sorted = new TreeSet<>();
        headers.forEach(name -> sorted.add(name.toLowerCase(Locale.ROOT)));
        sent.put("Access-Control-Request-Headers", String.join(",", sorted));
      }
      return sent;
    }

    /** Whether a preflight goes first. */
    public boolean needsPreflight() {
      return !SAFELISTED_METHODS.contains(method) || !headers.isEmpty();
    }
  }

  /** What came back: a status, and header values by name in lower case. */
  public record Response(int status, Map<String, String> headers) {}

  /** Whether the script gets to read the response; the server maps method and headers to it. */
  public static boolean reads(Call call, BiFunction<String, Map<String, String>, Response> server) {
    if (call.needsPreflight()
        && !passesPreflight(call, server.apply("OPTIONS", call.preflight()))) {
      return false;
    }
    return passesCheck(call, server.apply(call.method(), Map.of("Origin", call.origin())));
  }

  private static boolean passesPreflight(Call call, Response response) {
    if (!passesCheck(call, response) || response.status() < 200 || response.status() > 299) {
      return false;
    }
    List<String> methods = list(response, "access-control-allow-methods");
    boolean methodAllowed =
        methods.contains(call.method())
            || SAFELISTED_METHODS.contains(call.method())
            || !call.credentials() && methods.contains("*");
    List<String> names =
        list(response, "access-control-allow-headers").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    return methodAllowed
        && call.headers().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .allMatch(
                name ->
                    names.contains(name)
                        || !call.credentials()
                            && names.contains("*")
                            && !name.equals("authorization"));
  }

  /** Fetch, "CORS check". */
  public static boolean passesCheck(Call call, Response response) {
    String origin = response.headers().get("access-control-allow-origin");
    if (origin == null) {
      return false;
    }
    if (!call.credentials() && origin.equals("*")) {
      return true;
    }
    if (!origin.equals(call.origin())) {
      return false;
    }
    return !call.credentials()
        || "true".equals(response.headers().get("access-control-allow-credentials"));
  }

  private static List<String> list(Response response, String name) {
    List<String> members = new ArrayList<>();
    String value = response.headers().get(name);
    if (value != null) {
      for (String member : value.split(",", -1)) {
        members.add(member.strip());
      }
    }
    return members;
  }
}
