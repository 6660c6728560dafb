package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Store;
import io.bucketcors.examples.bucket.store.Upload;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a body, holds it to all that was said of it, and only then lets the operation have it. */
final class Receipt implements Receiving.Receiver {
  /** What an operation does with a request, whose body has come where it has one. */
  interface Operation {
    void run(Call call) throws IOException, S3Exception;
  }

  private final Call call;
  private final BodyClaim claim;
  private final Operation operation;
  private final Store store;
  private final long most;
  private final Upload sent;
  private @Nullable Upload object;
  private boolean larger;

  Receipt(Call call, BodyClaim claim, Operation operation, Store store, long most)
      throws IOException {
    this.call = call;
    this.claim = claim;
    this.operation = operation;
    this.store = store;
    this.most = most;
    this.sent = store.begin();
  }

  @Override
  public boolean take(byte[] bytes, int count) throws IOException {
    // What is around chunks is well below their own size.
    if (sent.length() + count > (claim.isChunked() ? 2 * most : most)) {
      larger = true;
      return false;
    }
    sent.write(bytes, 0, count);
    return true;
  }

  @Override
  public void answer() throws IOException {
    S3Servlet.answering(
        call,
        () -> {
          if (larger) {
            throw tooLarge();
          }
          Map<String, String> trailers = Map.of();
          Upload received = sent;
          if (claim.isChunked()) {
            received = store.begin();
            object = received;
            trailers = AwsChunked.decode(sent, received);
            if (received.length() > most) {
              throw tooLarge();
            }
          }
          claim.check(sent, received, trailers.keySet());
          Checksums.check(call, trailers, received);
          call.received(received);
          operation.run(call);
        });
  }

  static S3Exception tooLarge() {
    return S3Exception.invalid(
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  }

  @Override
  public void end() throws IOException {
    try (Upload first = sent;
        Upload second = object) {
      // They are gone when they are closed.
    }
  }
}
