package io.bucketcors.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.DeleteBucketCorsArgs;
import io.minio.GetBucketCorsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SetBucketCorsArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.CORSConfiguration;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
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
import org.junit.jupiter.params.provider.ValueSource;

/** MinIO's SDK for Java. */
class MinioSdkTest {
  private static TestBucket bucket;
  private MinioClient client;

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
    client = client(TestBucket.SECRET);
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  private static MinioClient client(String secret) {
    return MinioClient.builder()
        .endpoint(bucket.endpoint().toString())
        .region("us-east-1")
        .credentials(TestBucket.ACCESS, secret)
        .build();
  }

  @Test
  void setsGetsAndDeletesRules() throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket("minio-rules").build());
    GetBucketCorsArgs get = GetBucketCorsArgs.builder().bucket("minio-rules").build();
    CORSConfiguration.CORSRule rule =
        new CORSConfiguration.CORSRule(
            List.of("*"),
            List.of("GET", "PUT"),
            List.of(TestBucket.ORIGIN),
            List.of("ETag"),
            "uploads",
            3000);
    client.setBucketCors(
        SetBucketCorsArgs.builder()
            .bucket("minio-rules")
            .config(new CORSConfiguration(List.of(rule)))
            .build());
    assertThat(client.getBucketCors(get).rules())
        .singleElement()
        .satisfies(
            got -> {
              assertThat(got.id()).isEqualTo("uploads");
              assertThat(got.allowedOrigins()).containsExactly(TestBucket.ORIGIN);
              assertThat(got.allowedMethods()).containsExactly("GET", "PUT");
              assertThat(got.exposeHeaders()).containsExactly("ETag");
            });
    assertThat(bucket.granted("minio-rules", "PUT")).hasValue(TestBucket.ORIGIN);
    client.deleteBucketCors(DeleteBucketCorsArgs.builder().bucket("minio-rules").build());
    assertThat(bucket.granted("minio-rules", "PUT")).isEmpty();
  }

  /** Parts are of 5 MiB, and their tags are sent back without quotes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 12 * 1024 * 1024})
  void putsGetsAndRemovesObjects(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    client.putObject(
        PutObjectArgs.builder().bucket("demo").object("deep/minio.bin").stream(
                new ByteArrayInputStream(bytes), (long) size, 5L * 1024 * 1024)
            .contentType("image/png")
            .userMetadata(Map.of("note", "kept"))
            .build());
    assertThat(bucket.folder("demo").resolve("deep/minio.bin")).hasBinaryContent(bytes);
    StatObjectResponse stat =
        client.statObject(StatObjectArgs.builder().bucket("demo").object("deep/minio.bin").build());
    assertThat(stat.size()).isEqualTo(size);
    assertThat(stat.contentType()).isEqualTo("image/png");
    assertThat(stat.headers().get("x-amz-meta-note")).isEqualTo("kept");
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket("demo").object("deep/minio.bin").build())) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    client.removeObject(RemoveObjectArgs.builder().bucket("demo").object("deep/minio.bin").build());
    assertThat(bucket.folder("demo").resolve("deep")).doesNotExist();
  }

  @Test
  void makesListsAndRemovesBuckets() throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket("minio-bucket").build());
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("minio-bucket").build()))
        .isTrue();
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("minio-other").build()))
        .isFalse();
    for (String key : List.of("a/1", "a/2", "b")) {
      client.putObject(
          PutObjectArgs.builder().bucket("minio-bucket").object(key).stream(
                  new ByteArrayInputStream(new byte[1]), 1L, -1L)
              .build());
    }
    assertThat(keys(false)).containsExactlyInAnyOrder("a/", "b");
    assertThat(keys(true)).containsExactly("a/1", "a/2", "b");
    for (String key : keys(true)) {
      client.removeObject(RemoveObjectArgs.builder().bucket("minio-bucket").object(key).build());
    }
    client.removeBucket(RemoveBucketArgs.builder().bucket("minio-bucket").build());
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("minio-bucket").build()))
        .isFalse();
  }

  private List<String> keys(boolean recursive) throws Exception {
    List<String> keys = new ArrayList<>();
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket("minio-bucket").recursive(recursive).maxKeys(2).build();
    for (Result<Item> each : client.listObjects(args)) {
      keys.add(each.get().objectName());
    }
    return keys;
  }

  @Test
  void presignsWhatAnybodyCanThenUse() throws Exception {
    String url =
        client.getPresignedObjectUrl(
            GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.PUT)
                .bucket("demo")
                .object("minio signed.txt")
                .expiry(60)
                .build());
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofString("x"));
    assertThat(TestBucket.send(put).statusCode()).isEqualTo(200);
    assertThat(bucket.folder("demo").resolve("minio signed.txt")).hasContent("x");
  }

  @Test
  void isRefusedWithAnotherSecret() throws Exception {
    try (MinioClient stranger = client("another secret")) {
      assertThatThrownBy(
              () ->
                  stranger.deleteBucketCors(DeleteBucketCorsArgs.builder().bucket("demo").build()))
          .isInstanceOfSatisfying(
              ErrorResponseException.class,
              e -> assertThat(e.errorResponse().code()).isEqualTo("SignatureDoesNotMatch"));
    }
  }
}
