package io.bucketcors.conformance.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Asks a server as the documentation does, and compares what it says. */
final class Curl {
  private static final long PATIENCE_MILLIS = 300_000;

  private final int port;
  private final String path;

  Curl(int port, String path) {
    this.port = port;
    this.path = path;
  }

  /** The status line and headers. */
  List<String> ask(String method, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    request.append("Host: localhost:").append(port).append("\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("\r\n");
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      in.transferTo(answer);
      String text = answer.toString(StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      return (end < 0 ? text : text.substring(0, end)).lines().toList();
    }
  }

  /** Waits until the server answers with 200, or until it is clear that it will not. */
  void await(Process server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      if (!server.isAlive()) {
        throw new AssertionError("the server ended with " + server.exitValue());
      }
      try {
        List<String> answer = ask("GET");
        if (!answer.isEmpty() && answer.get(0).startsWith("HTTP/1.1 200")) {
          return;
        }
      } catch (IOException notYet) {
        // Asked again.
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no answer in time");
  }

  /** Every line that the documentation shows of the answer is in it. */
  void shows(List<String> documented, String method, String... headers) throws IOException {
    List<String> answer =
        ask(method, headers).stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    for (String line : documented) {
      String wanted = line.strip().toLowerCase(Locale.ROOT);
      assertThat(answer).as("%s of %s", line, answer).anyMatch(got -> got.startsWith(wanted));
    }
  }

  /** The origin of the documentation is granted, and a stranger is not. */
  void isGoverned(List<String> documented) throws IOException {
    shows(documented, "GET", "Origin: https://app.example");
    assertThat(ask("GET", "Origin: https://evil.example"))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }
}
