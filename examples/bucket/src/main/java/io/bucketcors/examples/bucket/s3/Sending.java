package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.StoredObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a part of an object as fast as the client takes it, so that a slow one keeps no thread. */
final class Sending implements WriteListener {
  private final StoredObject object;
  private final AsyncContext async;
  private final ServletOutputStream out;
  private final byte[] buffer = new byte[32 * 1024];
  private long at;
  private long left;
  private boolean ended;

  private Sending(
      StoredObject object, ByteRange range, AsyncContext async, ServletOutputStream out) {
    this.object = object;
    this.async = async;
    this.out = out;
    at = range.first();
    left = range.length();
  }

  /** Starts to send, and returns; closes the object when all is sent or the client went away. */
  static void start(
      HttpServletRequest request,
      HttpServletResponse response,
      StoredObject object,
      ByteRange range)
      throws IOException {
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(0);
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(new Sending(object, range, async, out));
  }

  @Override
  public void onWritePossible() throws IOException {
    while (!ended && out.isReady()) {
      if (left == 0) {
        end();
        return;
      }
      int length = object.read(buffer, at, (int) Math.min(buffer.length, left));
      at += length;
      left -= length;
      out.write(buffer, 0, length);
    }
  }

  @Override
  public void onError(Throwable failed) {
    // The answer stays shorter than its Content-Length, so no client takes it for whole.
    end();
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    try (object) {
      async.complete();
    } catch (IOException closed) {
      // It was only read.
    }
  }
}
