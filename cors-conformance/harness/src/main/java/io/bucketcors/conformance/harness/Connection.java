package io.bucketcors.conformance.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection to loopback, for bytes as they are. Used by one thread. */
public final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  /** Takes over a connected socket, such as one with TLS. */
  public Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a port of the loopback interface. */
  public static Connection to(int port) throws IOException {
    return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends bytes, maybe not a whole request. */
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends text as it stands, a byte a character. */
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads one answer.
   *
   * @param head whether HEAD was asked
   * @throws java.io.EOFException if there is none
   */
  public RawResponse read(boolean head) throws IOException {
    return RawResponse.read(in, head);
  }

  /** Reads until the server closes, or resets, the connection; line ends become {@code \n}. */
  public String rest() {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      in.transferTo(answer);
    } catch (IOException resetAfterTheAnswer) {
      // A server that refuses a request half read may reset the connection behind its answer.
    }
    return answer.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
