package io.bucketcors.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends requests as they go over the wire, so that nothing corrects them on the way. */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;

  private static final int SWITCHING_PROTOCOLS = 101;

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /**
   * Sends one request on a connection of its own.
   *
   * @param request request line and header lines as a text block; Host and Connection are added
   */
  public RawResponse send(String request) {
    String head = request.stripTrailing().replace("\r\n", "\n").replace("\n", "\r\n");
    String host = head.contains("\r\nHost:") ? "" : "\r\nHost: api.example";
    String connection = head.contains("\r\nConnection:") ? "" : "\r\nConnection: close";
    return sendBytes((head + host + connection + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes and reads until the server closes. */
  public RawResponse sendBytes(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return RawResponse.parse(readAll(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the server closes, or until the answer is as long as it says. */
  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      int n = in.read(buffer);
      while (n >= 0) {
        bytes.write(buffer, 0, n);
        if (isWhole(bytes.toString(StandardCharsets.ISO_8859_1))) {
          break;
        }
        n = in.read(buffer);
      }
    } catch (SocketException reset) {
      // A server that refuses a request may reset the connection behind its answer.
      if (bytes.size() == 0) {
        return "";
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean isWhole(String text) {
    RawResponse answer = RawResponse.parse(text);
    if (answer.status() == SWITCHING_PROTOCOLS) {
      // What comes then is no HTTP.
      return true;
    }
    List<String> length = answer.lines("Content-Length");
    // The answer to HEAD has a length and no body: that one waits for the close.
    return !length.isEmpty() && answer.body().length() == Integer.parseInt(length.get(0));
  }
}
