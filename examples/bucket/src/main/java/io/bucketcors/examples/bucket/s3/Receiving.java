package io.bucketcors.examples.bucket.s3;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads a body as it comes, so that a client that takes its time keeps no thread. */
public final class Receiving implements ReadListener {
  /** What becomes of a body. */
  public interface Receiver {
    /**
     * Takes some bytes.
     *
     * @return whether more are wanted
     */
    boolean take(byte[] bytes, int length) throws IOException;

    /** Answers: all bytes have come, or no more are wanted. */
    void answer() throws IOException;

    /** Called last in any case, also where the client went away. */
    void end() throws IOException;
  }

  private final AsyncContext async;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final Receiver receiver;
  private final byte[] buffer = new byte[16 * 1024];
  private boolean ended;

  private Receiving(
      AsyncContext async, ServletInputStream in, HttpServletResponse response, Receiver receiver) {
    this.async = async;
    this.in = in;
    this.response = response;
    this.receiver = receiver;
  }

  /** Starts to read, and returns; the receiver answers later. */
  public static void start(
      HttpServletRequest request, HttpServletResponse response, Receiver receiver)
      throws IOException {
    AsyncContext async = request.startAsync(request, response);
    // A client that sends nothing at all meets the idle timeout of its connection.
    async.setTimeout(0);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Receiving(async, in, response, receiver));
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!ended && in.isReady()) {
      int length = in.read(buffer);
      if (length < 0) {
        return;
      }
      if (!receiver.take(buffer, length)) {
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
    if (ended) {
      return;
    }
    ended = true;
    try {
      receiver.end();
      if (!response.isCommitted()) {
        response.sendError(400, "the body did not come whole");
      }
    } catch (IOException gone) {
      // There is nobody left to tell.
    } finally {
      async.complete();
    }
  }

  private void finish() throws IOException {
    receiver.answer();
    ended = true;
    receiver.end();
    async.complete();
  }
}
