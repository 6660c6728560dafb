package io.bucketcors.conformance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import io.minio.GetBucketCorsArgs;
import io.minio.MinioClient;
import io.minio.SetBucketCorsArgs;
import io.minio.messages.CORSConfiguration;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinioSdkTest {
  private StoreStandIn store;
  private MinioClient client;

  @BeforeEach
  void start() throws IOException {
    store = new StoreStandIn(BucketStore.S3);
    client =
        MinioClient.builder()
            .endpoint(store.url())
            .region("us-east-1")
            .credentials("id", "key")
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    store.close();
  }

  @Test
  void readsWhatTheSdkPuts() throws Exception {
    List<CORSConfiguration.CORSRule> rules =
        List.of(
            new CORSConfiguration.CORSRule(
                List.of("x-amz-*", "content-type"),
                List.of("PUT", "POST"),
                List.of("https://a.example", "https://*.b.example"),
                List.of("ETag", "x-amz-version-id"),
                "uploads <&>",
                3000),
            new CORSConfiguration.CORSRule(null, List.of("GET"), List.of("*"), null, null, null));
    client.setBucketCors(
        SetBucketCorsArgs.builder().bucket("bkt").config(new CORSConfiguration(rules)).build());

    CorsDocument document = CorsDocument.read(store.body(), "put", "default");
    assertThat(document.problems()).isEmpty();
    assertThat(document.kind()).isEqualTo(DocumentKind.S3_XML);
    assertThat(document.rules()).isEqualTo(Rules.SAMPLE);
  }

  @Test
  void writesWhatTheSdkGets() throws Exception {
    store.show(CorsDocument.write(DocumentKind.S3_XML, Rules.SAMPLE, false));
    assertThat(client.getBucketCors(GetBucketCorsArgs.builder().bucket("bkt").build()).rules())
        .map(
            rule ->
                Rules.rule(
                    rule.id(),
                    rule.allowedOrigins(),
                    rule.allowedMethods(),
                    rule.allowedHeaders(),
                    rule.exposeHeaders(),
                    rule.maxAgeSeconds()))
        .isEqualTo(Rules.SAMPLE);
  }
}
