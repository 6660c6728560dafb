package io.bucketcors.examples.bucket.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a body as it comes, so that a client that takes its time keeps no thread. */
final class Body implements ReadListener {
  /** A store's rules have at most 64 KB; as JSON within JSON they are longer. */
  static final int MAX_BYTES = 256 * 1024;

  /** Answers; null is a body that is too large. */
  interface Receiver {
    void answer(byte @Nullable [] body) throws IOException;
  }

  private final AsyncContext async;
  private final ServletInputStream in;
  private final Receiver receiver;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8 * 1024];
  private boolean ended;

  private Body(AsyncContext async, ServletInputStream in, Receiver receiver) {
    this.async = async;
    this.in = in;
    this.receiver = receiver;
  }

  /** Starts to read, and returns; the receiver answers later. */
  static void read(HttpServletRequest request, HttpServletResponse response, Receiver receiver)
      throws IOException {
    AsyncContext async = request.startAsync(request, response);
    // A client that sends nothing at all meets the idle timeout of its connection.
    async.setTimeout(0);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Body(async, in, receiver));
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!ended && in.isReady()) {
      int length = in.read(buffer);
      if (length < 0) {
        return;
      }
      body.write(buffer, 0, length);
      if (body.size() > MAX_BYTES) {
        finish();
      }
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (!ended) {
      finish();
    }
  }

  @Override
  public void onError(Throwable failed) {
    if (!ended) {
      ended = true;
      async.complete();
    }
  }

  private void finish() throws IOException {
    receiver.answer(body.size() > MAX_BYTES ? null : body.toByteArray());
    ended = true;
    async.complete();
  }
}
