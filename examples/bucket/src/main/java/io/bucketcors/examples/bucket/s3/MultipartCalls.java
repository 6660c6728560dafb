package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.s3.Receipt.Operation;
import io.bucketcors.examples.bucket.store.Bucket;
import io.bucketcors.examples.bucket.store.MultipartUploads;
import io.bucketcors.examples.bucket.store.MultipartUploads.Part;
import io.bucketcors.examples.bucket.store.Store;
import io.bucketcors.examples.bucket.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Objects that are uploaded in parts. */
final class MultipartCalls {
  private static final int MOST_PARTS = 10_000;
  private static final long LEAST_BYTES = 5L * 1024 * 1024;

  private final Store store;
  private final long mostBytes;

  MultipartCalls(Store store, long mostBytes) {
    this.store = store;
    this.mostBytes = mostBytes;
  }

  @Nullable Operation operation(Call call) {
    boolean known = call.query.has("uploadId");
    return switch (call.method()) {
      case "POST" -> known ? this::complete : MultipartCalls::initiate;
      case "PUT" -> known ? MultipartCalls::put : null;
      case "GET" -> known ? MultipartCalls::list : null;
      case "DELETE" -> known ? MultipartCalls::abort : null;
      default -> null;
    };
  }

  private static void initiate(Call call) throws IOException, S3Exception {
    ObjectCalls.refuseWhatIsNoKey(call.bucket(), call.key);
    String id = call.bucket().uploads().initiate(call.key, ObjectCalls.headers(call));
    Xml.of("InitiateMultipartUploadResult")
        .element("Bucket", call.bucketName)
        .element("Key", call.key)
        .element("UploadId", id)
        .send(call.response, 200);
  }

  private static void put(Call call) throws IOException, S3Exception {
    if (call.request.getHeader("x-amz-copy-source") != null) {
      throw S3Exception.notImplemented("Copying");
    }
    int number = call.query.number("partNumber", 1, MOST_PARTS, 0);
    if (number == 0) {
      throw S3Exception.invalid("InvalidArgument", "partNumber is missing");
    }
    headers(call);
    try {
      String md5 = call.bucket().uploads().put(id(call), number, call.body());
      call.response.setHeader("ETag", '"' + md5 + '"');
      call.done(200);
    } catch (NoSuchFileException endedMeanwhile) {
      throw S3Exception.noSuchUpload();
    }
  }

  private static void list(Call call) throws IOException, S3Exception {
    headers(call);
    int most = call.query.number("max-parts", 0, Integer.MAX_VALUE, 1000);
    int after = call.query.number("part-number-marker", 0, Integer.MAX_VALUE - 1, 0);
    Xml xml =
        Xml.of("ListPartsResult")
            .element("Bucket", call.bucketName)
            .element("Key", call.key)
            .element("UploadId", id(call))
            .element("PartNumberMarker", after)
            .element("MaxParts", most);
    Iterator<Map.Entry<Integer, Part>> parts = parts(call).tailMap(after + 1).entrySet().iterator();
    int last = after;
    for (int i = 0; i < Math.min(most, 1000) && parts.hasNext(); i++) {
      Map.Entry<Integer, Part> part = parts.next();
      last = part.getKey();
      xml.open("Part")
          .element("PartNumber", last)
          .element("LastModified", BucketCalls.time(part.getValue().modified()))
          .element("ETag", '"' + part.getValue().md5() + '"')
          .element("Size", part.getValue().size())
          .close();
    }
    xml.element("NextPartNumberMarker", last)
        .element("IsTruncated", parts.hasNext())
        .send(call.response, 200);
  }

  private void complete(Call call) throws IOException, S3Exception {
    Bucket bucket = call.bucket();
    MultipartUploads uploads = bucket.uploads();
    Map<String, String> headers = headers(call);
    List<Part> parts;
    try (InputStream in = call.body().read()) {
      parts = chosen(Xml.readParts(in), parts(call));
    }
    try (Upload whole = store.begin()) {
      String etag = uploads.join(parts, whole);
      Conditions conditions = new Conditions(call.request);
      ObjectCalls.written(bucket.put(call.key, whole, etag, headers, conditions::allowWrite));
      uploads.remove(id(call));
      Xml.of("CompleteMultipartUploadResult")
          .element("Location", call.request.getRequestURL())
          .element("Bucket", call.bucketName)
          .element("Key", call.key)
          .element("ETag", etag)
          .send(call.response, 200);
    } catch (NoSuchFileException endedMeanwhile) {
      throw S3Exception.noSuchUpload();
    }
  }

  private List<Part> chosen(SortedMap<Integer, String> wanted, SortedMap<Integer, Part> there)
      throws S3Exception {
    List<Part> parts = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Integer, String> each : wanted.entrySet()) {
      Part part = there.get(each.getKey());
      if (part == null || !part.md5().equals(each.getValue())) {
        throw S3Exception.invalid(
            "InvalidPart",
            "One or more of the specified parts could not be found. The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.");
      }
      if (part.size() < LEAST_BYTES && !each.getKey().equals(wanted.lastKey())) {
        throw S3Exception.invalid(
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed object size.");
      }
      bytes += part.size();
      parts.add(part);
    }
    if (bytes > mostBytes) {
      throw Receipt.tooLarge();
    }
    return parts;
  }

  private static void abort(Call call) throws IOException, S3Exception {
    headers(call);
    call.bucket().uploads().remove(id(call));
    call.done(204);
  }

  private static String id(Call call) {
    return call.query.text("uploadId");
  }

  /** What was said when the upload was started. */
  private static Map<String, String> headers(Call call) throws IOException, S3Exception {
    Map<String, String> said = call.bucket().uploads().find(id(call), call.key);
    if (said == null) {
      throw S3Exception.noSuchUpload();
    }
    return said;
  }

  private static SortedMap<Integer, Part> parts(Call call) throws IOException, S3Exception {
    try {
      return call.bucket().uploads().parts(id(call));
    } catch (NoSuchFileException endedMeanwhile) {
      throw S3Exception.noSuchUpload();
    }
  }
}
