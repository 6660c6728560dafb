package io.bucketcors.examples.bucket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes out, bytes in: no client library between the test and the server. */
final class RawHttp {
  private RawHttp() {}

  /**
   * Sends text as it stands, line ends apart, and reads until the server closes.
   *
   * @param request lines; a header line {@code Connection: close} makes the server close
   */
  static String send(URI server, String request) throws IOException {
    String wire = request.replace("\r\n", "\n").replace("\n", "\r\n");
    return send(server, wire.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String send(URI server, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (IOException resetAfterTheAnswer) {
        // A server that refuses a request half read may reset the connection behind its answer.
      }
      return answer.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
  }
}
