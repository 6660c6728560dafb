package io.bucketcors.conformance.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two S3 stores of others, unchanged, each with and without what this project adds, and pages in
 * real browsers that use them by {@code @aws-sdk/client-s3}, signed requests and all.
 *
 * <p>S3Mock is a Spring Boot application that answers CORS itself, and lets every page in; S3Proxy,
 * in its own Jetty, lets none in unless it is told to.
 */
class StoresTest {
  private static final String PAGE = "page.localhost";
  private static final String STRANGER = "stranger.localhost";
  private static final String ALL_OF_IT = "put, list, range, multipart, delete; left: kept.txt";
  private static final String NOTHING = "put refused by the browser; left: nothing";

  private static Store s3Mock;
  private static Store s3MockAlone;
  private static Store s3Proxy;
  private static Store s3ProxyAlone;

  @BeforeAll
  static void startStores() {
    s3Mock = Store.s3MockWithStarter();
    s3Proxy = Store.s3ProxyWithFilter();
    s3ProxyAlone = Store.s3ProxyAlone();
    s3MockAlone = Store.s3MockAlone();
    List.of(s3Mock, s3Proxy, s3ProxyAlone, s3MockAlone).forEach(Store::await);
  }

  @AfterAll
  static void stop() {
    Browser.closeAll();
    for (Store store : new Store[] {s3Mock, s3MockAlone, s3Proxy, s3ProxyAlone}) {
      if (store != null) {
        store.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageThatARuleNamesUsesAllOfAStore(Browser browser) {
    assertThat(browser.use(PAGE, s3Mock)).as("S3Mock").isEqualTo(ALL_OF_IT);
    assertThat(browser.use(PAGE, s3Proxy)).as("S3Proxy").isEqualTo(ALL_OF_IT);
  }

  @ParameterizedTest
  @EnumSource
  void aPageThatNoRuleNamesIsRefusedAndWritesNothing(Browser browser) {
    assertThat(browser.use(STRANGER, s3Mock)).as("S3Mock").isEqualTo(NOTHING);
    assertThat(browser.use(STRANGER, s3Proxy)).as("S3Proxy").isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheFilterTheBrowserRefuses(Browser browser) {
    assertThat(browser.use(PAGE, s3ProxyAlone)).isEqualTo(NOTHING);
  }

  /** So what refuses the stranger above is the starter. */
  @ParameterizedTest
  @EnumSource
  void withoutTheStarterS3MockLetsEveryPageIn(Browser browser) {
    assertThat(browser.use(STRANGER, s3MockAlone)).isEqualTo(ALL_OF_IT);
  }

  /** What S3Mock's controllers write themselves, {@code *} twice, is dropped. */
  @Test
  void theStarterIsTheOnlyOneThatSpeaks() {
    assertThat(policy(s3MockAlone, "http://page.localhost:8000"))
        .containsExactlyInAnyOrder(
            "Access-Control-Allow-Origin: *", "Access-Control-Expose-Headers: *");
    assertThat(policy(s3Mock, "http://page.localhost:8000"))
        .containsExactlyInAnyOrder(
            "Access-Control-Allow-Origin: http://page.localhost:8000",
            "Access-Control-Expose-Headers: ETag, Content-Range");
    assertThat(policy(s3Mock, "http://stranger.localhost:8000")).isEmpty();
  }

  /** The lines of policy in the answer to a list of buckets. */
  private static List<String> policy(Store store, String origin) {
    RawResponse answer =
        new RawHttp(store.port())
            .send("GET / HTTP/1.1\nHost: localhost:%d\nOrigin: %s".formatted(store.port(), origin));
    assertThat(answer.status()).isEqualTo(200);
    return answer.lines().stream().filter(line -> line.startsWith("Access-Control-")).toList();
  }
}
