package io.bucketcors.cli.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param asked the request
 * @param status the status
 * @param headers the lines of each header, by names in lower case
 */
record Answer(Ask asked, int status, Map<String, List<String>> headers) {
  /** What may be kept though nothing says for how long (RFC 9110 section 15.1), and 304. */
  private static final Set<Integer> STORED =
      Set.of(200, 203, 204, 206, 300, 301, 304, 308, 404, 405, 410, 414, 501);

  List<String> lines(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Nullable String first(String name) {
    List<String> lines = lines(name);
    return lines.isEmpty() ? null : lines.get(0);
  }

  /** The elements of a list header, over all lines. */
  List<String> elements(String name) {
    return lines(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  boolean isOk() {
    return status >= 200 && status <= 299;
  }

  /**
   * Whether a browser lets the page of an origin read the answer.
   *
   * @param credentials whether the page asked with credentials
   * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
   */
  boolean passes(String origin, boolean credentials) {
    // Fetch combines several lines into one value, which then is no origin.
    String allowed = String.join(", ", lines("Access-Control-Allow-Origin"));
    if (allowed.isEmpty()) {
      return false;
    }
    if (allowed.equals("*")) {
      return !credentials;
    }
    return allowed.equals(origin) && (!credentials || allowsCredentials());
  }

  /** By the standard the word is true, in lower case, and there is one. */
  boolean allowsCredentials() {
    return lines("Access-Control-Allow-Credentials").equals(List.of("true"));
  }

  boolean allowsAny() {
    return lines("Access-Control-Allow-Origin").equals(List.of("*"));
  }

  boolean varies() {
    return elements("Vary").stream()
        .anyMatch(name -> name.equals("*") || name.equalsIgnoreCase("Origin"));
  }

  /**
   * Whether a cache may keep the answer: by its status alone, or since it says for how long.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-3">RFC 9111, section 3</a>
   */
  boolean isStored() {
    List<String> words =
        elements("Cache-Control").stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    boolean dated =
        !lines("Expires").isEmpty()
            || words.stream()
                .anyMatch(
                    word ->
                        word.startsWith("max-age")
                            || word.startsWith("s-maxage")
                            || word.equals("public"));
    return !words.contains("no-store") && (dated || STORED.contains(status));
  }

  /** In one line, for people. */
  String shown() {
    StringBuilder text = new StringBuilder().append(status);
    for (String name :
        List.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Max-Age",
            "Vary")) {
      for (String line : lines(name)) {
        text.append(", ").append(name).append(": ").append(Masked.text(line));
      }
    }
    return text.toString();
  }
}
