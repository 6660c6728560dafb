package io.bucketcors.conformance.clients;

import io.bucketcors.CorsDialect;
import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.NotStartedException;
import io.bucketcors.examples.bucket.Options;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

/** The example's bucket, running, and what a browser would see of it. */
final class TestBucket implements AutoCloseable {
  static final String ACCESS = "AKIDCLIENTS";
  static final String SECRET = "a secret for tests only";
  static final String ORIGIN = "https://a.example";

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private final BucketExample example;

  private TestBucket(Options options) throws NotStartedException {
    example = BucketExample.start(options);
  }

  /** Answers as S3; writes take a signature with the keys above. */
  static TestBucket signed() throws NotStartedException {
    return new TestBucket(Options.ephemeral().withKeys(ACCESS, SECRET));
  }

  /** Answers as COS; anyone may write. */
  static TestBucket open() throws NotStartedException {
    return new TestBucket(Options.ephemeral().withDialect(CorsDialect.COS).opened());
  }

  int port() {
    return example.bucket().getPort();
  }

  /** Buckets below a path. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The folder of a bucket. */
  Path folder(String bucket) {
    return example.folder().resolve(bucket);
  }

  /** What a preflight of a page at {@link #ORIGIN} is answered. */
  HttpResponse<String> preflight(String bucket, String method) throws Exception {
    return send(
        HttpRequest.newBuilder(endpoint().resolve("/" + bucket + "/a.txt"))
            .method("OPTIONS", BodyPublishers.noBody())
            .headers("Origin", ORIGIN, "Access-Control-Request-Method", method));
  }

  /** The origin that it grants to. */
  Optional<String> granted(String bucket, String method) throws Exception {
    return preflight(bucket, method).headers().firstValue("Access-Control-Allow-Origin");
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return BROWSER.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    example.close();
  }
}
