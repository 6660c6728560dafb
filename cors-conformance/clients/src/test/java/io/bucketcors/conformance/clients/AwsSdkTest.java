package io.bucketcors.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java 2. */
class AwsSdkTest {
  private static final int MIB = 1024 * 1024;

  private static TestBucket bucket;
  private S3Client client;

  @BeforeAll
  static void start() throws Exception {
    bucket = TestBucket.signed();
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @BeforeEach
  void connect() {
    client = builder(TestBucket.SECRET).build();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private static S3ClientBuilder builder(String secret) {
    return S3Client.builder()
        .endpointOverride(bucket.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(secret))
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(TestBucket.ACCESS, secret));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private void fails(int status, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  @Test
  void putsGetsAndDeletesRules() throws Exception {
    client.createBucket(r -> r.bucket("aws-rules"));
    fails(404, "NoSuchCORSConfiguration", () -> client.getBucketCors(r -> r.bucket("aws-rules")));
    CORSRule rule =
        CORSRule.builder()
            .id("uploads <&>")
            .allowedOrigins(TestBucket.ORIGIN)
            .allowedMethods("GET", "PUT")
            .allowedHeaders("*")
            .exposeHeaders("ETag")
            .maxAgeSeconds(3000)
            .build();
    client.putBucketCors(r -> r.bucket("aws-rules").corsConfiguration(c -> c.corsRules(rule)));
    assertThat(client.getBucketCors(r -> r.bucket("aws-rules")).corsRules()).containsExactly(rule);
    assertThat(bucket.granted("aws-rules", "PUT")).hasValue(TestBucket.ORIGIN);
    assertThat(bucket.granted("demo", "PUT")).isEmpty();

    CORSRule bad = rule.toBuilder().allowedOrigins("*.*").build();
    fails(
        400,
        "InvalidRequest",
        () ->
            client.putBucketCors(
                r -> r.bucket("aws-rules").corsConfiguration(c -> c.corsRules(bad))));
    assertThat(bucket.granted("aws-rules", "PUT")).hasValue(TestBucket.ORIGIN);
    client.deleteBucketCors(r -> r.bucket("aws-rules"));
    client.deleteBucketCors(r -> r.bucket("aws-rules"));
    assertThat(bucket.granted("aws-rules", "PUT")).isEmpty();
  }

  @Test
  void findsABucketByItsHost() throws Exception {
    try (S3Client byHost =
        builder(TestBucket.SECRET)
            .endpointOverride(URI.create("http://localhost:" + bucket.port()))
            .forcePathStyle(false)
            .build()) {
      byHost.createBucket(r -> r.bucket("by-host"));
      byHost.putObject(r -> r.bucket("by-host").key("a b/ü.txt"), RequestBody.fromString("x"));
      assertThat(bucket.folder("by-host").resolve("a b/ü.txt")).hasContent("x");
      CORSRule rule = CORSRule.builder().allowedOrigins("*").allowedMethods("PUT").build();
      byHost.putBucketCors(r -> r.bucket("by-host").corsConfiguration(c -> c.corsRules(rule)));
      assertThat(bucket.granted("by-host", "PUT")).hasValue("*");
    }
  }

  @Test
  void makesAndRemovesBuckets() {
    client.createBucket(r -> r.bucket("aws-bucket"));
    assertThat(client.listBuckets().buckets()).anyMatch(each -> each.name().equals("aws-bucket"));
    client.headBucket(r -> r.bucket("aws-bucket"));
    client.putObject(r -> r.bucket("aws-bucket").key("a"), RequestBody.fromString("x"));
    fails(409, "BucketNotEmpty", () -> client.deleteBucket(r -> r.bucket("aws-bucket")));
    client.deleteObject(r -> r.bucket("aws-bucket").key("a"));
    client.deleteBucket(r -> r.bucket("aws-bucket"));
    assertThatThrownBy(() -> client.headBucket(r -> r.bucket("aws-bucket")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  /** Over plain HTTP it sends its own chunks, with a checksum behind them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 300_000, 3 * MIB})
  void putsGetsAndDeletesObjects(int size) {
    byte[] bytes = bytes(size);
    String etag =
        client
            .putObject(
                r ->
                    r.bucket("demo")
                        .key("deep/object.bin")
                        .contentType("image/png")
                        .metadata(Map.of("note", "kept")),
                RequestBody.fromBytes(bytes))
            .eTag();
    assertThat(bucket.folder("demo").resolve("deep/object.bin")).hasBinaryContent(bytes);
    ResponseBytes<GetObjectResponse> got =
        client.getObjectAsBytes(r -> r.bucket("demo").key("deep/object.bin"));
    assertThat(got.asByteArray()).isEqualTo(bytes);
    assertThat(got.response().eTag()).isEqualTo(etag);
    HeadObjectResponse head = client.headObject(r -> r.bucket("demo").key("deep/object.bin"));
    assertThat(head.contentLength()).isEqualTo(size);
    assertThat(head.contentType()).isEqualTo("image/png");
    assertThat(head.metadata()).containsExactly(Map.entry("note", "kept"));
    client.deleteObject(r -> r.bucket("demo").key("deep/object.bin"));
    assertThatThrownBy(() -> client.getObjectAsBytes(r -> r.bucket("demo").key("deep/object.bin")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void putsWithEveryChecksumItKnowsByItself(ChecksumAlgorithm algorithm) {
    byte[] bytes = bytes(200_000);
    client.putObject(
        r -> r.bucket("demo").key("sum.bin").checksumAlgorithm(algorithm),
        RequestBody.fromBytes(bytes));
    assertThat(bucket.folder("demo").resolve("sum.bin")).hasBinaryContent(bytes);
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "false, false"})
  void putsInEveryOtherWayToo(boolean chunks, boolean checksums) {
    byte[] bytes = bytes(300_000);
    try (S3Client other =
        builder(TestBucket.SECRET)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(chunks))
            .requestChecksumCalculation(
                checksums
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      other.putObject(r -> r.bucket("demo").key("other.bin"), RequestBody.fromBytes(bytes));
    }
    assertThat(bucket.folder("demo").resolve("other.bin")).hasBinaryContent(bytes);
  }

  @Test
  void readsRangesAndConditions() {
    client.putObject(r -> r.bucket("demo").key("range.txt"), RequestBody.fromString("0123456789"));
    assertThat(
            client
                .getObjectAsBytes(r -> r.bucket("demo").key("range.txt").range("bytes=2-4"))
                .asUtf8String())
        .isEqualTo("234");
    fails(
        412,
        "PreconditionFailed",
        () -> client.getObjectAsBytes(r -> r.bucket("demo").key("range.txt").ifMatch("\"x\"")));
    fails(
        412,
        "PreconditionFailed",
        () ->
            client.putObject(
                r -> r.bucket("demo").key("range.txt").ifNoneMatch("*"),
                RequestBody.fromString("x")));
  }

  @Test
  void listsPageByPage() {
    client.createBucket(r -> r.bucket("aws-list"));
    List<String> keys = List.of("a&b.txt", "b/1.txt", "b/2.txt", "c.txt", "ü ö.txt");
    for (String key : keys) {
      client.putObject(r -> r.bucket("aws-list").key(key), RequestBody.fromString("x"));
    }
    assertThat(
            client.listObjectsV2Paginator(r -> r.bucket("aws-list").maxKeys(2)).contents().stream()
                .map(S3Object::key))
        .containsExactlyElementsOf(keys);
    ListObjectsV2Response folders = client.listObjectsV2(r -> r.bucket("aws-list").delimiter("/"));
    assertThat(folders.contents()).map(S3Object::key).doesNotContain("b/1.txt").hasSize(3);
    assertThat(folders.commonPrefixes()).map(each -> each.prefix()).containsExactly("b/");
  }

  @Test
  void uploadsInParts() {
    String id =
        client
            .createMultipartUpload(
                r -> r.bucket("demo").key("parts.bin").metadata(Map.of("note", "kept")))
            .uploadId();
    byte[] first = bytes(5 * MIB);
    byte[] last = bytes(10);
    List<CompletedPart> parts = new ArrayList<>();
    for (byte[] bytes : List.of(first, last)) {
      int number = parts.size() + 1;
      String etag =
          client
              .uploadPart(
                  r -> r.bucket("demo").key("parts.bin").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(bytes))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    assertThat(client.listParts(r -> r.bucket("demo").key("parts.bin").uploadId(id)).parts())
        .map(Part::size)
        .containsExactly((long) first.length, (long) last.length);
    String etag =
        client
            .completeMultipartUpload(
                r ->
                    r.bucket("demo")
                        .key("parts.bin")
                        .uploadId(id)
                        .multipartUpload(u -> u.parts(parts)))
            .eTag();
    assertThat(etag).endsWith("-2\"");
    HeadObjectResponse head = client.headObject(r -> r.bucket("demo").key("parts.bin"));
    assertThat(head.eTag()).isEqualTo(etag);
    assertThat(head.contentLength()).isEqualTo(first.length + last.length);
    assertThat(head.metadata()).containsEntry("note", "kept");
  }

  @Test
  void abortsAnUpload() {
    String id = client.createMultipartUpload(r -> r.bucket("demo").key("gone.bin")).uploadId();
    client.uploadPart(
        r -> r.bucket("demo").key("gone.bin").uploadId(id).partNumber(1),
        RequestBody.fromString("x"));
    client.abortMultipartUpload(r -> r.bucket("demo").key("gone.bin").uploadId(id));
    fails(
        404,
        "NoSuchUpload",
        () -> client.listParts(r -> r.bucket("demo").key("gone.bin").uploadId(id)));
  }

  @Test
  void presignsWhatAnybodyCanThenUse() throws Exception {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(bucket.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials(TestBucket.SECRET))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      URI put =
          presigner
              .presignPutObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(1))
                          .putObjectRequest(r -> r.bucket("demo").key("pre signed.txt")))
              .url()
              .toURI();
      assertThat(
              TestBucket.send(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofString("presigned")))
                  .statusCode())
          .isEqualTo(200);
      assertThat(bucket.folder("demo").resolve("pre signed.txt")).hasContent("presigned");
      URI get =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(r -> r.bucket("demo").key("pre signed.txt")))
              .url()
              .toURI();
      assertThat(TestBucket.send(HttpRequest.newBuilder(get)).body()).isEqualTo("presigned");
    }
  }

  @Test
  void isRefusedWithAnotherSecret() {
    try (S3Client stranger = builder("another secret").build()) {
      for (Runnable call :
          List.<Runnable>of(
              () ->
                  stranger.putObject(
                      r -> r.bucket("demo").key("no.txt"), RequestBody.fromString("x")),
              () -> stranger.getBucketCors(r -> r.bucket("demo")),
              () -> stranger.deleteBucketCors(r -> r.bucket("demo")),
              () -> stranger.listObjectsV2(r -> r.bucket("demo")))) {
        fails(403, "SignatureDoesNotMatch", call);
      }
    }
    assertThat(bucket.folder("demo").resolve("no.txt")).doesNotExist();
  }
}
