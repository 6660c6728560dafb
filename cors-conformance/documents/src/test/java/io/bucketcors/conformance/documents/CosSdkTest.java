package io.bucketcors.conformance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.endpoint.UserSpecifiedEndpointBuilder;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.model.BucketCrossOriginConfiguration;
import com.qcloud.cos.model.CORSRule;
import com.qcloud.cos.model.CORSRule.AllowedMethods;
import com.qcloud.cos.region.Region;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CosSdkTest {
  private static final String BUCKET = "bkt-1250000000";

  private StoreStandIn store;
  private COSClient client;

  @BeforeEach
  void start() throws IOException {
    store = new StoreStandIn(BucketStore.COS);
    ClientConfig config = new ClientConfig(new Region("ap-guangzhou"));
    config.setHttpProtocol(HttpProtocol.http);
    config.setEndpointBuilder(
        new UserSpecifiedEndpointBuilder(store.authority(), store.authority()));
    client = new COSClient(new BasicCOSCredentials("id", "key"), config);
  }

  @AfterEach
  void stop() {
    client.shutdown();
    store.close();
  }

  @Test
  void readsWhatTheSdkPuts() {
    CORSRule uploads =
        new CORSRule()
            .withId("uploads <&>")
            .withAllowedOrigins(List.of("https://a.example", "https://*.b.example"))
            .withAllowedMethods(List.of(AllowedMethods.PUT, AllowedMethods.POST))
            .withAllowedHeaders(List.of("x-amz-*", "content-type"))
            .withExposedHeaders(List.of("ETag", "x-amz-version-id"))
            .withMaxAgeSeconds(3000);
    CORSRule downloads =
        new CORSRule()
            .withAllowedOrigins(List.of("*"))
            .withAllowedMethods(List.of(AllowedMethods.GET));
    client.setBucketCrossOriginConfiguration(
        BUCKET, new BucketCrossOriginConfiguration().withRules(uploads, downloads));

    CorsDocument document = CorsDocument.read(store.body(), "put", "default");
    assertThat(document.problems()).isEmpty();
    assertThat(document.rules()).isEqualTo(Rules.SAMPLE);
  }

  @Test
  void writesWhatTheSdkGets() {
    store.show(CorsDocument.write(DocumentKind.COS_XML, Rules.SAMPLE, true));
    assertThat(client.getBucketCrossOriginConfiguration(BUCKET).getRules())
        .map(
            rule ->
                Rules.rule(
                    rule.getId(),
                    rule.getAllowedOrigins(),
                    rule.getAllowedMethods().stream().map(Enum::name).toList(),
                    rule.getAllowedHeaders(),
                    rule.getExposedHeaders(),
                    rule.getMaxAgeSeconds() == 0 ? null : rule.getMaxAgeSeconds()))
        .isEqualTo(Rules.SAMPLE);
  }
}
