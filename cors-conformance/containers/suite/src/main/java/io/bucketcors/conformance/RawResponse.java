package io.bucketcors.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came back.
 *
 * @param status 0 where the connection was closed without an answer
 * @param headers field lines by name, any case
 * @param body as received, chunk sizes included
 */
public record RawResponse(int status, Map<String, List<String>> headers, String body) {

  static RawResponse parse(String text) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new RawResponse(0, headers, text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new RawResponse(status, headers, text.substring(end + 4));
  }

  /** The lines of a header, maybe none. */
  public List<String> lines(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The names in all {@code Vary} lines, as they stand there. */
  public List<String> vary() {
    return lines("Vary").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
