package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsRequest;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What a script asks for, or the preflight that asks first.
 *
 * @param origin as the browser sends it; empty for none
 * @param headers the names that need a preflight
 * @param credentials whether cookies and the like are to be sent along
 * @param path bucket and key
 */
record Asked(
    String origin,
    String method,
    List<String> headers,
    boolean credentials,
    boolean preflight,
    String path) {

  static Asked read(JsonObject json) throws Unreadable {
    String method = json.getString("method", "");
    if (method.isEmpty()) {
      throw Unreadable.request(400, "\"method\" is missing");
    }
    return new Asked(
        json.getString("origin", ""),
        method,
        RuleJson.strings(json, "headers"),
        json.getBoolean("credentials", false),
        json.getBoolean("preflight", false),
        json.getString("path", "/"));
  }

  CorsRequest request() {
    return request(headers);
  }

  /** The same, asking for these headers instead. */
  CorsRequest request(List<String> names) {
    if (preflight) {
      return CorsRequest.preflight(origin, method, names.toArray(String[]::new));
    }
    return origin.isEmpty() ? CorsRequest.of(method) : CorsRequest.actual(method, origin);
  }

  /** The command that sends it, as far as CORS sees it. */
  String curl(String endpoint) {
    return request().curl(endpoint + path.replaceFirst("^/", ""));
  }
}
