package io.bucketcors.examples.bucket.console;

import io.bucketcors.examples.bucket.s3.Receiving;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body that is kept whole, as long as it is of bounded length. */
final class Body implements Receiving.Receiver {
  /** A store's rules have at most 64 KB; as JSON within JSON they are longer. */
  static final int MAX_BYTES = 256 * 1024;

  /** Answers; null is a body that is too large. */
  interface Receiver {
    void answer(byte @Nullable [] body) throws IOException;
  }

  private final Receiver receiver;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private Body(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Starts to read, and returns; the receiver answers later. */
  static void read(HttpServletRequest request, HttpServletResponse response, Receiver receiver)
      throws IOException {
    Receiving.start(request, response, new Body(receiver));
  }

  @Override
  public boolean take(byte[] bytes, int length) {
    body.write(bytes, 0, length);
    return body.size() <= MAX_BYTES;
  }

  @Override
  public void answer() throws IOException {
    receiver.answer(body.size() > MAX_BYTES ? null : body.toByteArray());
  }

  @Override
  public void end() {}
}
