package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsRequest;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

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

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

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
    CorsRequest request = request();
    StringBuilder command = new StringBuilder("curl -i");
    if (method.equals("HEAD") && !preflight) {
      command.append(" -I");
    } else if (!request.method().equals("GET")) {
      command.append(" -X ").append(word(request.method()));
    }
    for (String name :
        List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers")) {
      request.lines(name).forEach(line -> command.append(" -H ").append(word(name + ": " + line)));
    }
    return command.append(' ').append(word(endpoint + path.replaceFirst("^/", ""))).toString();
  }

  /** As a shell takes it for one word. */
  private static String word(String text) {
    String visible = CONTROL.matcher(text).replaceAll("?");
    return visible.matches("[A-Za-z0-9_.:/-]+")
        ? visible
        : "'" + visible.replace("'", "'\\''") + "'";
  }
}
