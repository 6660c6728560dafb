package io.bucketcors.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.SetBucketCORSRequest;
import com.aliyun.oss.model.SetBucketCORSRequest.CORSRule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alibaba Cloud's SDK for OSS. It signs in OSS's own way, so it needs an open bucket. */
class OssSdkTest {
  private TestBucket bucket;
  private OSS client;

  @BeforeEach
  void start() throws Exception {
    bucket = TestBucket.open();
    ClientBuilderConfiguration once = new ClientBuilderConfiguration();
    once.setMaxErrorRetry(0);
    client = new OSSClientBuilder().build(bucket.endpoint().toString(), "id", "key", once);
  }

  @AfterEach
  void stop() {
    client.shutdown();
    bucket.close();
  }

  @Test
  void setsGetsAndDeletesRules() throws Exception {
    SetBucketCORSRequest request = new SetBucketCORSRequest("demo");
    CORSRule rule = new CORSRule();
    rule.setAllowedOrigins(List.of(TestBucket.ORIGIN));
    rule.setAllowedMethods(List.of("GET", "PUT"));
    rule.setAllowedHeaders(List.of("*"));
    rule.setExposeHeaders(List.of("ETag"));
    rule.setMaxAgeSeconds(3000);
    request.setCorsRules(List.of(rule));
    request.setResponseVary(true);
    client.setBucketCORS(request);
    assertThat(client.getBucketCORS(new GenericRequest("demo")).getResponseVary()).isTrue();
    assertThat(client.getBucketCORSRules("demo"))
        .singleElement()
        .satisfies(
            got -> {
              assertThat(got.getAllowedOrigins()).containsExactly(TestBucket.ORIGIN);
              assertThat(got.getAllowedMethods()).containsExactly("GET", "PUT");
              assertThat(got.getMaxAgeSeconds()).isEqualTo(3000);
            });
    assertThat(bucket.granted("demo", "PUT")).hasValue(TestBucket.ORIGIN);
    client.deleteBucketCORSRules("demo");
    assertThat(bucket.granted("demo", "PUT")).isEmpty();
    assertThatThrownBy(() -> client.getBucketCORSRules("demo"))
        .isInstanceOfSatisfying(
            OSSException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchCORSConfiguration"));
  }
}
