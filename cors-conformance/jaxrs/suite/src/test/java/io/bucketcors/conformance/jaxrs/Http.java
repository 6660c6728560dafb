package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer as it came over the wire, to a request as it is written in the test. */
record Http(int status, List<String> lines, String body) {

  /**
   * Sends one request and reads the answer to the end of the connection.
   *
   * @param text the request line and header lines; Host and Connection are added
   */
  static Http send(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request =
          text.stripTrailing().replace("\n", "\r\n")
              + "\r\nHost: api.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IOException("no answer: " + answer);
      }
      List<String> lines = new ArrayList<>(List.of(answer.substring(0, end).split("\r\n")));
      int status = Integer.parseInt(lines.remove(0).split(" ")[1]);
      return new Http(status, lines, answer.substring(end + 4));
    }
  }

  /** The values of all lines with that name, any case, in order. */
  List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** The names of policy headers that are there, in lower case, sorted. */
  List<String> grants() {
    return lines.stream()
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT))
        .filter(name -> name.startsWith("access-control-"))
        .sorted()
        .toList();
  }
}
