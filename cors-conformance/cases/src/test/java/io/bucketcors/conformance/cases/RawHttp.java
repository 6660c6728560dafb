package io.bucketcors.conformance.cases;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request on one connection, as bytes. */
record RawHttp(int status, Map<String, List<String>> headers, String body) {

  static RawHttp send(int port, String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return parse(answer);
    }
  }

  private static RawHttp parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer but: " + answer);
    }
    String[] lines = answer.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    return new RawHttp(
        Integer.parseInt(lines[0].split(" ")[1]), headers, answer.substring(end + 4));
  }

  /** All lines of a header joined, or null where there is none. */
  @Nullable String header(String name) {
    List<String> lines = headers.get(name.toLowerCase(Locale.ROOT));
    return lines == null ? null : String.join(", ", lines);
  }
}
