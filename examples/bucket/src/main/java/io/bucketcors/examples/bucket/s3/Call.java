package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Bucket;
import io.bucketcors.examples.bucket.store.Store;
import io.bucketcors.examples.bucket.store.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Not thread-safe. */
final class Call {
  private static final String ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  final HttpServletRequest request;
  final HttpServletResponse response;
  final Query query;

  /** The name of the bucket; empty for the service itself. */
  final String bucketName;

  /** Empty for the bucket itself. */
  final String key;

  private final Store store;
  private final String id;
  private @Nullable Upload body;

  private Call(
      HttpServletRequest request,
      HttpServletResponse response,
      Store store,
      String path,
      Query query) {
    this.request = request;
    this.response = response;
    this.store = store;
    this.query = query;
    int slash = path.indexOf('/');
    bucketName = slash < 0 ? path : path.substring(0, slash);
    key = slash < 0 ? "" : path.substring(slash + 1);
    id = id();
    response.setHeader("x-amz-request-id", id);
  }

  static Call of(HttpServletRequest request, HttpServletResponse response, Store store)
      throws S3Exception {
    String path = request.getPathInfo();
    return new Call(
        request,
        response,
        store,
        path == null || path.isEmpty() ? "" : path.substring(1),
        Query.parse(request.getQueryString()));
  }

  String method() {
    return request.getMethod();
  }

  /** Whether a body is read. */
  boolean hasBody() {
    return method().equals("PUT") || method().equals("POST");
  }

  /** Whether an object, or the bucket's list, is only read. */
  boolean isRead() {
    return method().equals("GET") || method().equals("HEAD");
  }

  Bucket bucket() throws S3Exception {
    Bucket found = store.bucket(bucketName);
    if (found == null) {
      throw S3Exception.noSuchBucket();
    }
    return found;
  }

  /** The body that has come. */
  Upload body() {
    return Objects.requireNonNull(body, "body");
  }

  void received(Upload whole) {
    body = whole;
  }

  /** Answers without a body. */
  void done(int status) {
    response.setStatus(status);
    if (status != 204 && status != 304) {
      response.setContentLength(0);
    }
  }

  /** Answers with an error, as S3 writes it. */
  void refuse(S3Exception why) throws IOException {
    if (method().equals("HEAD")) {
      response.setStatus(why.status());
      return;
    }
    String resource = "/" + bucketName + (key.isEmpty() ? "" : "/" + key);
    Xml.plain("Error")
        .element("Code", why.code())
        .element("Message", why.text())
        .element("Resource", resource)
        .element("RequestId", id)
        .send(response, why.status());
  }

  private static String id() {
    StringBuilder id = new StringBuilder(16);
    ThreadLocalRandom.current()
        .ints(16, 0, ID_LETTERS.length())
        .forEach(letter -> id.append(ID_LETTERS.charAt(letter)));
    return id.toString();
  }
}
