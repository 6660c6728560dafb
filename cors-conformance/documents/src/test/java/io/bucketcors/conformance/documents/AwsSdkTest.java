package io.bucketcors.conformance.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AwsSdkTest {
  private StoreStandIn store;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    store = new StoreStandIn(BucketStore.S3);
    client =
        S3Client.builder()
            .endpointOverride(URI.create(store.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
  }

  @Test
  void readsWhatTheSdkPuts() {
    put(
        CORSRule.builder()
            .id("uploads <&>")
            .allowedOrigins("https://a.example", "https://*.b.example")
            .allowedMethods("PUT", "POST")
            .allowedHeaders("x-amz-*", "content-type")
            .exposeHeaders("ETag", "x-amz-version-id")
            .maxAgeSeconds(3000)
            .build(),
        CORSRule.builder().allowedOrigins("*").allowedMethods("GET").build());

    CorsDocument document = CorsDocument.read(store.body(), "put", "default");
    assertThat(document.problems()).isEmpty();
    assertThat(document.kind()).isEqualTo(DocumentKind.S3_XML);
    assertThat(document.rules()).isEqualTo(Rules.SAMPLE);
  }

  @Test
  void writesWhatTheSdkGets() {
    store.show(CorsDocument.write(DocumentKind.S3_XML, Rules.SAMPLE, false));
    assertThat(client.getBucketCors(request -> request.bucket("bkt")).corsRules())
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

  @Test
  void makesTheSdkThrowWhatS3Says() {
    CORSRule rule = CORSRule.builder().allowedOrigins("*.*").allowedMethods("GET").build();
    assertThatThrownBy(() -> put(rule))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("AllowedOrigin \"*.*\" can not have more than one wildcard.");
            });
    assertThatThrownBy(() -> client.getBucketCors(request -> request.bucket("bkt")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchCORSConfiguration"));
  }

  private void put(CORSRule... rules) {
    client.putBucketCors(
        request -> request.bucket("bkt").corsConfiguration(cors -> cors.corsRules(rules)));
  }
}
