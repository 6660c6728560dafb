package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.s3.Receipt.Operation;
import io.bucketcors.examples.bucket.store.BucketRules;
import io.bucketcors.examples.bucket.store.Store;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request asks for, lets it pass if it may, and answers. Everybody may read objects;
 * everything else takes a signature, unless the bucket is open.
 */
public final class S3Servlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final System.Logger LOGGER = System.getLogger("bucket");
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final long MOST_BYTES_OF_XML = 2L * 1024 * 1024;

  private final transient Store store;
  private final transient @Nullable Signatures signatures;
  private final transient BucketCalls buckets;
  private final transient CorsCalls cors;
  private final transient ObjectCalls objects;
  private final transient MultipartCalls parts;

  /**
   * Serves a store.
   *
   * @param keys who may write; null lets anyone
   */
  public S3Servlet(Store store, BucketRules rules, @Nullable Keys keys) {
    this.store = store;
    signatures = keys == null ? null : new Signatures(keys);
    buckets = new BucketCalls(store, rules);
    cors = new CorsCalls(rules);
    objects = new ObjectCalls();
    parts = new MultipartCalls(store, MOST_BYTES);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Without it browsers keep objects for about a tenth of their age (RFC 9111, 4.2.2), and then
    // show answers from before the rules were changed.
    response.setHeader("Cache-Control", "no-cache");
    Call call;
    try {
      call = Call.of(request, response, store);
    } catch (S3Exception unreadable) {
      response.sendError(unreadable.status(), unreadable.text());
      return;
    }
    answering(call, () -> answer(call));
  }

  /** Something that answers a request, or says why not. */
  interface Answering {
    void run() throws IOException, S3Exception;
  }

  /** Sees to it that whatever happens is answered. */
  static void answering(Call call, Answering answering) throws IOException {
    try {
      answering.run();
    } catch (S3Exception refused) {
      call.refuse(refused);
    } catch (IOException | RuntimeException failed) {
      LOGGER.log(Level.WARNING, "a request failed", failed);
      if (!call.response.isCommitted()) {
        call.response.resetBuffer();
        call.refuse(
            new S3Exception(
                500, "InternalError", "We encountered an internal error. Please try again."));
      }
    }
  }

  private void answer(Call call) throws IOException, S3Exception {
    if (call.method().equals("OPTIONS")) {
      if (!call.bucketName.isEmpty()) {
        call.bucket();
      }
      call.response.setHeader("Allow", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
      call.done(204);
      return;
    }
    Operation operation = operation(call);
    boolean open = signatures == null || isPublic(call) && !Signatures.isClaimed(call);
    BodyClaim claim =
        open || signatures == null ? BodyClaim.of(call.request, true) : signatures.verify(call);
    if (call.hasBody()) {
      receive(call, claim, operation);
    } else {
      operation.run(call);
    }
  }

  private static boolean isPublic(Call call) {
    return call.isRead() && !call.key.isEmpty() && !call.query.has("uploadId");
  }

  private void receive(Call call, BodyClaim claim, Operation operation)
      throws IOException, S3Exception {
    if (call.request.getHeader("Content-Range") != null) {
      // RFC 9110, 14.4: a server that ignores it would turn a part into the whole.
      throw S3Exception.notImplemented("Content-Range on a request");
    }
    boolean bytes = call.method().equals("PUT") && !call.key.isEmpty();
    long most = bytes ? MOST_BYTES : MOST_BYTES_OF_XML;
    if (call.request.getContentLengthLong() > (claim.isChunked() ? 2 * most : most)) {
      throw Receipt.tooLarge();
    }
    Receiving.start(call.request, call.response, new Receipt(call, claim, operation, store, most));
  }

  private Operation operation(Call call) throws S3Exception {
    Operation found;
    if (call.bucketName.isEmpty()) {
      found = call.method().equals("GET") ? buckets::listAll : null;
    } else if (call.key.isEmpty() && call.query.has("cors")) {
      call.bucket();
      found = cors.operation(call.method());
    } else {
      call.query.refuseWhatIsElsewhere();
      if (!call.key.isEmpty() || !call.method().equals("PUT")) {
        call.bucket();
      }
      boolean multipart = call.query.has("uploads") || call.query.has("uploadId");
      found =
          call.key.isEmpty()
              ? buckets.operation(call)
              : multipart ? parts.operation(call) : objects.operation(call);
    }
    if (found == null) {
      throw new S3Exception(
          405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    return found;
  }
}
