package io.bucketcors.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A shared cache for one URL (RFC 9111): keeps every response and looks at Vary alone. */
public final class Cache {
  private final List<Stored> stored = new ArrayList<>();

  private record Stored(String method, Map<String, String> request, Map<String, String> response) {}

  /**
   * Keeps a response.
   *
   * @param request header values by name in lower case; several lines joined
   */
  public void store(String method, Map<String, String> request, Map<String, String> response) {
    stored.add(new Stored(method, request, response));
  }

  /** RFC 9111 section 4: the stored response that may answer the request, if any. */
  public Optional<Map<String, String>> reuse(String method, Map<String, String> request) {
    return stored.stream()
        .filter(
            one -> one.method.equals(method) || one.method.equals("GET") && method.equals("HEAD"))
        .filter(one -> selects(one, request))
        .map(Stored::response)
        .findFirst();
  }

  /** RFC 9111 section 4.1. */
  private static boolean selects(Stored stored, Map<String, String> request) {
    String vary = stored.response.get("vary");
    if (vary == null) {
      return true;
    }
    for (String member : vary.split(",", -1)) {
      String name = member.strip().toLowerCase(Locale.ROOT);
      if (name.equals("*") || !Objects.equals(stored.request.get(name), request.get(name))) {
        return false;
      }
    }
    return true;
  }
}
