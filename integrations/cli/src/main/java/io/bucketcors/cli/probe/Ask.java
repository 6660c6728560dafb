package io.bucketcors.cli.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a browser sends it.
 *
 * @param method GET, HEAD or OPTIONS
 * @param headers what is sent besides what every client sends
 */
record Ask(String method, URI url, Map<String, String> headers) {

  static Ask get(URI url, @Nullable String origin) {
    return new Ask("GET", url, origin == null ? Map.of() : Map.of("Origin", origin));
  }

  /** The preflight for a method and headers; none where the list is empty. */
  static Ask preflight(URI url, String origin, String method, List<String> names) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Origin", origin);
    headers.put("Access-Control-Request-Method", method);
    if (!names.isEmpty()) {
      headers.put("Access-Control-Request-Headers", String.join(",", names));
    }
    return new Ask("OPTIONS", url, headers);
  }

  Ask with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Ask(method, url, more);
  }

  boolean isPreflight() {
    return headers.containsKey("Access-Control-Request-Method");
  }

  /** In one line, for people. */
  String shown() {
    List<String> parts = new ArrayList<>();
    headers.forEach((name, value) -> parts.add(name + ": " + Masked.text(value)));
    return method
        + " "
        + Masked.url(url)
        + (parts.isEmpty() ? ", no Origin" : ", " + String.join(", ", parts));
  }
}
