package io.bucketcors.examples.fleet;

import io.bucketcors.conformance.harness.Connection;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection that is kept as long as the server keeps it. Used by one thread. */
final class Client implements AutoCloseable {
  private final int port;
  private @Nullable Connection open;

  Client(int port) {
    this.port = port;
  }

  /** Asks once, on a connection of its own. */
  static RawResponse once(int port, String method, String path, String... headers)
      throws IOException {
    try (Client client = new Client(port)) {
      return client.send(method, path, headers);
    }
  }

  /**
   * Sends a request without a body and reads the whole answer.
   *
   * @param headers whole lines
   */
  RawResponse send(String method, String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: fleet\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    Connection connection = open == null ? Connection.to(port) : open;
    open = connection;
    try {
      connection.write(request.append("\r\n").toString());
      RawResponse answer = connection.read(method.equals("HEAD"));
      if (!answer.whole()) {
        throw new EOFException("the answer was cut off");
      }
      if (!answer.keptAlive()) {
        close();
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Connection last = open;
    open = null;
    if (last != null) {
      last.close();
    }
  }
}
