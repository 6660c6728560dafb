package io.bucketcors.conformance.jaxrs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An answer as it came over the wire, to a request as it is written in the test. */
record Http(int status, List<String> lines, String body) {

  /**
   * Sends one request and reads the answer.
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
      InputStream in = new BufferedInputStream(socket.getInputStream());
      List<String> lines = new ArrayList<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        lines.add(line);
      }
      int status = Integer.parseInt(lines.remove(0).split(" ")[1]);
      Http head = new Http(status, List.copyOf(lines), "");
      boolean bare = status == 204 || status == 304 || text.startsWith("HEAD ");
      String body = bare ? "" : new String(head.body(in), StandardCharsets.ISO_8859_1);
      return new Http(status, head.lines, body);
    }
  }

  /**
   * Sends one request and reads the answer.
   *
   * @param request a request line without its version
   * @param context what to put before its path
   * @param lines header lines; Host and Connection are added
   */
  static Http send(int port, String context, String request, String... lines) throws IOException {
    int path = request.indexOf(' ') + 1;
    String first = request.substring(0, path) + context + request.substring(path) + " HTTP/1.1";
    return send(
        port, String.join("\n", Stream.concat(Stream.of(first), Stream.of(lines)).toList()));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("no answer: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** Not simply all there is: Helidon keeps connections open that it is asked to close. */
  private byte[] body(InputStream in) throws IOException {
    List<String> length = all("Content-Length");
    if (!length.isEmpty()) {
      return in.readNBytes(Integer.parseInt(length.get(0)));
    }
    if (all("Transfer-Encoding").isEmpty()) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";")[0].strip(), 16);
  }

  /** The values of all lines with that name, any case, in order. */
  List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** The field names that the answer varies by, over all lines. */
  List<String> vary() {
    return all("Vary").stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
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
