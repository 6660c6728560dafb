package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.s3.Receipt.Operation;
import io.bucketcors.examples.bucket.store.Bucket;
import io.bucketcors.examples.bucket.store.BucketRules;
import io.bucketcors.examples.bucket.store.Names;
import io.bucketcors.examples.bucket.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Operations on buckets, their rules aside. */
final class BucketCalls {
  private static final int MOST_LISTED = 1000;

  private final Store store;
  private final BucketRules rules;

  BucketCalls(Store store, BucketRules rules) {
    this.store = store;
    this.rules = rules;
  }

  @Nullable Operation operation(Call call) {
    return switch (call.method()) {
      case "PUT" -> this::create;
      case "HEAD" -> BucketCalls::head;
      case "GET" -> call.query.has("location") ? BucketCalls::location : BucketCalls::list;
      case "DELETE" -> this::delete;
      default -> null;
    };
  }

  void listAll(Call call) throws IOException {
    Xml xml = Xml.of("ListAllMyBucketsResult").open("Buckets");
    for (String name : store.names()) {
      xml.open("Bucket").element("Name", name).close();
    }
    xml.send(call.response, 200);
  }

  private void create(Call call) throws IOException, S3Exception {
    if (!Names.isBucket(call.bucketName)) {
      throw S3Exception.invalid("InvalidBucketName", "The specified bucket is not valid.");
    }
    if (!store.create(call.bucketName)) {
      throw new S3Exception(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    rules.add(call.bucketName);
    call.response.setHeader("Location", "/" + call.bucketName);
    call.done(200);
  }

  private static void head(Call call) {
    call.response.setHeader("x-amz-bucket-region", "us-east-1");
    call.done(200);
  }

  private static void location(Call call) throws IOException {
    Xml.of("LocationConstraint").send(call.response, 200);
  }

  private void delete(Call call) throws IOException, S3Exception {
    if (!store.remove(call.bucket())) {
      throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    rules.remove(call.bucketName);
    call.done(204);
  }

  /** Version 2, and the older one, which differs in how the next page is asked for. */
  private static void list(Call call) throws IOException, S3Exception {
    Bucket bucket = call.bucket();
    boolean second = call.query.text("list-type").equals("2");
    String prefix = call.query.text("prefix");
    String delimiter = call.query.text("delimiter");
    int most = call.query.number("max-keys", 0, Integer.MAX_VALUE, MOST_LISTED);
    String token = call.query.get("continuation-token");
    String after =
        second
            ? token == null ? call.query.text("start-after") : position(token)
            : call.query.text("marker");
    Xml xml = Xml.of("ListBucketResult").element("Name", bucket.name()).element("Prefix", prefix);
    if (!delimiter.isEmpty()) {
      xml.element("Delimiter", delimiter);
    }
    TreeSet<String> groups = new TreeSet<>();
    String last = after;
    int count = 0;
    boolean more = false;
    for (String key : bucket.keys(prefix).tailMap(after, false).keySet()) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String group = end < 0 ? null : key.substring(0, end + delimiter.length());
      if (group != null && (groups.contains(group) || after.startsWith(group))) {
        continue;
      }
      if (count == Math.min(most, MOST_LISTED)) {
        more = most > 0;
        break;
      }
      Bucket.Listed object = group == null ? bucket.look(key) : null;
      if (group != null) {
        groups.add(group);
      } else if (object != null) {
        xml.open("Contents")
            .element("Key", key)
            .element("LastModified", time(object.modified()))
            .element("ETag", object.etag())
            .element("Size", object.size())
            .element("StorageClass", "STANDARD")
            .close();
      } else {
        continue;
      }
      last = group == null ? key : group;
      count++;
    }
    for (String group : groups) {
      xml.open("CommonPrefixes").element("Prefix", group).close();
    }
    xml.element("MaxKeys", most).element("IsTruncated", more);
    if (second) {
      xml.element("KeyCount", count);
      if (token != null) {
        xml.element("ContinuationToken", token);
      }
      if (more) {
        byte[] position = last.getBytes(StandardCharsets.UTF_8);
        xml.element("NextContinuationToken", Base64.getUrlEncoder().encodeToString(position));
      }
    } else {
      xml.element("Marker", after);
      if (more) {
        xml.element("NextMarker", last);
      }
    }
    xml.send(call.response, 200);
  }

  private static String position(String token) throws S3Exception {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException none) {
      throw S3Exception.invalid("InvalidArgument", "The continuation token provided is incorrect");
    }
  }

  static Instant time(Instant exact) {
    return exact.truncatedTo(ChronoUnit.SECONDS);
  }
}
