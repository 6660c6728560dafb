package io.bucketcors.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.endpoint.EndpointBuilder;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.model.BucketCrossOriginConfiguration;
import com.qcloud.cos.model.CORSRule;
import com.qcloud.cos.model.CORSRule.AllowedMethods;
import com.qcloud.cos.region.Region;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tencent Cloud's SDK for COS, by virtual host. It signs in COS's own way, so it needs an open
 * bucket.
 */
class CosSdkTest {
  private static final String BUCKET = "bkt-1250000000";

  private TestBucket bucket;
  private COSClient client;

  @BeforeEach
  void start() throws Exception {
    bucket = TestBucket.open();
    TestBucket.send(
        HttpRequest.newBuilder(bucket.endpoint().resolve("/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody()));
    ClientConfig config = new ClientConfig(new Region("ap-guangzhou"));
    config.setHttpProtocol(HttpProtocol.http);
    config.setEndpointBuilder(
        new EndpointBuilder() {
          @Override
          public String buildGeneralApiEndpoint(String name) {
            return name + ".localhost:" + bucket.port();
          }

          @Override
          public String buildGetServiceApiEndpoint() {
            return "localhost:" + bucket.port();
          }
        });
    client = new COSClient(new BasicCOSCredentials("id", "key"), config);
  }

  @AfterEach
  void stop() {
    client.shutdown();
    bucket.close();
  }

  @Test
  void setsGetsAndDeletesRules() throws Exception {
    assertThat(bucket.granted(BUCKET, "PUT")).isEmpty();
    CORSRule rule =
        new CORSRule()
            .withId("uploads")
            .withAllowedOrigins(List.of(TestBucket.ORIGIN))
            .withAllowedMethods(List.of(AllowedMethods.GET, AllowedMethods.PUT))
            .withAllowedHeaders(List.of("*"))
            .withExposedHeaders(List.of("ETag"))
            .withMaxAgeSeconds(3000);
    client.setBucketCrossOriginConfiguration(
        BUCKET, new BucketCrossOriginConfiguration().withRules(rule));
    assertThat(client.getBucketCrossOriginConfiguration(BUCKET).getRules())
        .singleElement()
        .satisfies(
            got -> {
              assertThat(got.getId()).isEqualTo("uploads");
              assertThat(got.getAllowedOrigins()).containsExactly(TestBucket.ORIGIN);
              assertThat(got.getMaxAgeSeconds()).isEqualTo(3000);
            });
    assertThat(bucket.granted(BUCKET, "PUT")).hasValue(TestBucket.ORIGIN);
    assertThat(bucket.granted("demo", "PUT")).isEmpty();
    client.deleteBucketCrossOriginConfiguration(BUCKET);
    assertThat(bucket.granted(BUCKET, "PUT")).isEmpty();
  }
}
