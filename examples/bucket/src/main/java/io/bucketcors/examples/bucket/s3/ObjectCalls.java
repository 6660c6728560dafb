package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.s3.Receipt.Operation;
import io.bucketcors.examples.bucket.store.Bucket;
import io.bucketcors.examples.bucket.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.MimeTypes;
import org.jspecify.annotations.Nullable;

/** Operations on whole objects: conditional requests, ranges, what belongs to an object. */
final class ObjectCalls {
  /** What is kept and sent with an object, beside its user's own metadata. */
  private static final Set<String> KEPT =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires");

  private static final String METADATA = "x-amz-meta-";
  private static final int MOST_METADATA = 2048;
  private static final String AWS_CHUNKED = "aws-chunked";

  @Nullable Operation operation(Call call) {
    return switch (call.method()) {
      case "GET", "HEAD" -> ObjectCalls::get;
      case "PUT" -> ObjectCalls::put;
      case "DELETE" -> ObjectCalls::delete;
      default -> null;
    };
  }

  private static void get(Call call) throws IOException, S3Exception {
    StoredObject object = call.bucket().open(call.key);
    if (object == null) {
      throw new S3Exception(404, "NoSuchKey", "The specified key does not exist.");
    }
    boolean sending = false;
    try {
      sending = answer(call, object);
    } finally {
      if (!sending) {
        object.close();
      }
    }
  }

  /** Answers a read; whether the object is being sent and will be closed after that. */
  private static boolean answer(Call call, StoredObject object) throws IOException, S3Exception {
    Conditions conditions = new Conditions(call.request);
    Conditions.Verdict verdict = conditions.judge(object.etag(), object.modified());
    if (verdict == Conditions.Verdict.FAILED) {
      throw S3Exception.preconditionFailed();
    }
    call.response.setHeader("ETag", object.etag());
    call.response.setDateHeader("Last-Modified", object.modified().toEpochMilli());
    String caching = object.headers().get("cache-control");
    if (caching != null) {
      call.response.setHeader("Cache-Control", caching);
    }
    if (verdict == Conditions.Verdict.NOT_MODIFIED) {
      call.done(304);
      return false;
    }
    call.response.setHeader("Accept-Ranges", "bytes");
    ByteRange part = ByteRange.all(object.length());
    boolean head = call.method().equals("HEAD");
    if (!head && conditions.allowRange(object.etag(), object.modified())) {
      ByteRange asked = ByteRange.parse(call.request.getHeader("Range"), object.length());
      if (asked != null) {
        call.response.setHeader("Content-Range", asked.of(object.length()));
        if (asked.length() == 0) {
          throw new S3Exception(416, "InvalidRange", "The requested range is not satisfiable");
        }
        call.response.setStatus(206);
        part = asked;
      }
    }
    String type = MimeTypes.DEFAULTS.getMimeByExtension(call.key);
    call.response.setContentType(type == null ? "binary/octet-stream" : type);
    object.headers().forEach(call.response::setHeader);
    call.response.setContentLengthLong(part.length());
    if (head) {
      return false;
    }
    Sending.start(call.request, call.response, object, part);
    return true;
  }

  private static void put(Call call) throws IOException, S3Exception {
    if (call.request.getHeader("x-amz-copy-source") != null) {
      throw S3Exception.notImplemented("Copying");
    }
    Bucket bucket = call.bucket();
    refuseWhatIsNoKey(bucket, call.key);
    Conditions conditions = new Conditions(call.request);
    Bucket.Written written =
        bucket.put(call.key, call.body(), null, headers(call), conditions::allowWrite);
    call.response.setHeader("ETag", written(written));
    call.done(200);
  }

  /** The entity tag of what was written. */
  static String written(Bucket.Written written) throws S3Exception {
    Bucket.Refusal refusal = written.refusal();
    if (refusal != null) {
      throw switch (refusal) {
        case PRECONDITION_FAILED -> S3Exception.preconditionFailed();
        case NO_BUCKET -> S3Exception.noSuchBucket();
        case CONFLICT ->
            new S3Exception(
                409,
                "KeyConflict",
                "Objects are files here: the key, or a part of it, is a folder or an object.");
      };
    }
    return written.etag();
  }

  static void refuseWhatIsNoKey(Bucket bucket, String key) throws S3Exception {
    if (key.getBytes(StandardCharsets.UTF_8).length > 1024) {
      throw S3Exception.invalid("KeyTooLongError", "Your key is too long");
    }
    if (!bucket.takes(key)) {
      throw S3Exception.invalid(
          "InvalidArgument",
          "Objects are files here: a key is a path of plain names, each of at most 255 bytes.");
    }
  }

  /** What a request says of the object that it writes. */
  static Map<String, String> headers(Call call) throws S3Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    int size = 0;
    for (String name : Collections.list(call.request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (KEPT.contains(lower) || lower.startsWith(METADATA)) {
        String value = String.join(",", Collections.list(call.request.getHeaders(name)));
        headers.put(lower, value);
        size += lower.startsWith(METADATA) ? lower.length() + value.length() : 0;
      }
    }
    if (size > MOST_METADATA) {
      throw S3Exception.invalid(
          "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
    }
    headers.computeIfPresent("content-encoding", (name, value) -> withoutChunks(value));
    return headers;
  }

  private static @Nullable String withoutChunks(String encoding) {
    List<String> left =
        Arrays.stream(encoding.split(","))
            .map(String::trim)
            .filter(each -> !each.equals(AWS_CHUNKED))
            .toList();
    return left.isEmpty() ? null : String.join(",", left);
  }

  private static void delete(Call call) throws IOException, S3Exception {
    if (!call.bucket().delete(call.key, new Conditions(call.request)::allowWrite)) {
      throw S3Exception.preconditionFailed();
    }
    call.done(204);
  }
}
