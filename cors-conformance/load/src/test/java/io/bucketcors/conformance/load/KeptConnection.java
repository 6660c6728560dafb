package io.bucketcors.conformance.load;

import io.bucketcors.conformance.harness.Connection;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that is kept alive as long as the server keeps it. Used by one thread. */
final class KeptConnection implements AutoCloseable {
  private final int port;
  private @Nullable Connection open;

  KeptConnection(int port) {
    this.port = port;
  }

  /** Sends a request and reads the whole answer. */
  RawResponse send(Ask ask) throws IOException {
    Connection connection = open == null ? Connection.to(port) : open;
    open = connection;
    try {
      connection.write(ask.bytes());
      RawResponse answer = connection.read(ask.isHead());
      if (!answer.whole()) {
        throw new EOFException("the body ended after " + answer.body().length());
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
    Connection connection = open;
    open = null;
    if (connection != null) {
      connection.close();
    }
  }
}
