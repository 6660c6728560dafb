package io.bucketcors.conformance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.CORSConfiguration;
import com.aliyun.oss.model.SetBucketCORSRequest;
import com.aliyun.oss.model.SetBucketCORSRequest.CORSRule;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OssSdkTest {
  private StoreStandIn store;
  private OSS client;

  @BeforeEach
  void start() throws IOException {
    store = new StoreStandIn(BucketStore.OSS);
    client = new OSSClientBuilder().build(store.url(), "id", "key");
  }

  @AfterEach
  void stop() {
    client.shutdown();
    store.close();
  }

  @Test
  void readsWhatTheSdkPuts() {
    SetBucketCORSRequest request = new SetBucketCORSRequest("bkt");
    CORSRule uploads = new CORSRule();
    uploads.setAllowedOrigins(List.of("https://a.example", "https://*.b.example"));
    uploads.setAllowedMethods(List.of("PUT", "POST"));
    uploads.setAllowedHeaders(List.of("x-amz-*", "content-type"));
    uploads.setExposeHeaders(List.of("ETag", "x-amz-version-id"));
    uploads.setMaxAgeSeconds(3000);
    CORSRule downloads = new CORSRule();
    downloads.addAllowdOrigin("*");
    downloads.addAllowedMethod("GET");
    request.setCorsRules(List.of(uploads, downloads));
    request.setResponseVary(true);
    client.setBucketCORS(request);

    CorsDocument document = CorsDocument.read(store.body(), "put", "default");
    assertThat(document.problems()).isEmpty();
    assertThat(document.kind()).isEqualTo(DocumentKind.COS_XML);
    assertThat(document.responseVary()).isTrue();
    assertThat(document.rules()).isEqualTo(Rules.WITHOUT_IDS);
  }

  @Test
  void writesWhatTheSdkGets() {
    store.show(CorsDocument.write(DocumentKind.OSS_XML, Rules.WITHOUT_IDS, true));
    CORSConfiguration got = client.getBucketCORS(new com.aliyun.oss.model.GenericRequest("bkt"));
    assertThat(got.getResponseVary()).isTrue();
    assertThat(got.getCorsRules())
        .map(
            rule ->
                Rules.rule(
                    null,
                    rule.getAllowedOrigins(),
                    rule.getAllowedMethods(),
                    rule.getAllowedHeaders(),
                    rule.getExposeHeaders(),
                    rule.getMaxAgeSeconds()))
        .isEqualTo(Rules.WITHOUT_IDS);
  }
}
