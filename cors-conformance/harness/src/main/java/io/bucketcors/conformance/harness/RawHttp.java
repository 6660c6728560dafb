package io.bucketcors.conformance.harness;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends requests as they go over the wire, each on a connection of its own, so that nothing
 * corrects them on the way.
 *
 * @param port of the loopback interface
 */
public record RawHttp(int port) {

  /**
   * Sends one request.
   *
   * @param request request line and header lines as a text block; Host and Connection are added
   */
  public RawResponse send(String request) {
    String head = wire(request.stripTrailing());
    String host = head.contains("\r\nHost:") ? "" : "\r\nHost: api.example";
    String connection = head.contains("\r\nConnection:") ? "" : "\r\nConnection: close";
    return sendBytes((head + host + connection + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Sends one request.
   *
   * @param context what to put before the path
   * @param request a request line without its version
   * @param lines header lines; Host and Connection are added
   * @throws AssertionError if the server closes without an answer
   */
  public RawResponse send(String context, String request, String... lines) {
    int path = request.indexOf(' ') + 1;
    String first = request.substring(0, path) + context + request.substring(path) + " HTTP/1.1";
    return answered(
        send(Stream.concat(Stream.of(first), Stream.of(lines)).collect(Collectors.joining("\n"))));
  }

  /** Sends text as it stands; it is an error if the server closes without an answer. */
  public RawResponse exactly(String request) {
    return answered(sendBytes(request.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static RawResponse answered(RawResponse answer) {
    if (answer.status() == 0) {
      throw new AssertionError("no answer but: " + answer.body());
    }
    return answer;
  }

  /** Sends bytes; the answer has status 0 where the server closes without one. */
  public RawResponse sendBytes(byte[] request) {
    try (Connection connection = Connection.to(port)) {
      connection.write(request);
      boolean head = new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
      return answer(connection, head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawResponse answer(Connection connection, boolean head) throws IOException {
    try {
      return connection.read(head);
    } catch (EOFException | SocketException none) {
      return new RawResponse(0, java.util.List.of(), "");
    }
  }

  /**
   * Sends text as it stands, line ends apart, and returns all that comes until the server closes.
   *
   * @param request lines; a header line {@code Connection: close} makes the server close
   */
  public String text(String request) {
    return text(wire(request).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes and returns all that comes until the server closes, line ends as {@code \n}. */
  public String text(byte[] request) {
    try (Connection connection = Connection.to(port)) {
      connection.write(request);
      return connection.rest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String wire(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }
}
