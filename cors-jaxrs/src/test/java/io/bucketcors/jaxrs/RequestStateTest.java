package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import org.junit.jupiter.api.Test;

class RequestStateTest {
  private static final CorsPolicies POLICIES =
      CorsPolicies.builder()
          .defaultBucket(CorsPolicy.of(CorsRule.allow("https://a.example").methods("GET").build()))
          .bucket(bucket("files"), "/api/files/*")
          .bucket(bucket("exact"), "/exact")
          .bucket(bucket("root"), "/")
          .build();

  private static CorsPolicy bucket(String name) {
    return CorsPolicy.builder()
        .bucket(name)
        .rule(CorsRule.allow("https://" + name + ".example").methods("GET").build())
        .build();
  }

  private static String bucketOf(String context, String basePath, String path) {
    FakeRequest request = new FakeRequest("GET", basePath, path);
    return new RequestState(POLICIES, () -> context, null, request).ofPath.bucket();
  }

  private static String grantedTo(String origin, String basePath, String path) {
    FakeRequest request = new FakeRequest("GET", basePath, path).header("Origin", origin);
    RequestState state = new RequestState(POLICIES, () -> "/shop", null, request);
    return state.ofPath.decide(state, RequestState.READER).reason().name();
  }

  @Test
  void takesContextPathAwayAndKeepsApplicationPath() {
    assertThat(bucketOf("/shop", "/shop/api/", "files/1")).isEqualTo("files");
    assertThat(bucketOf("", "/api/", "files/1")).isEqualTo("files");
    assertThat(bucketOf("/shop", "/shop/", "api/files/1")).isEqualTo("files");
    assertThat(bucketOf("/shop", "/shop/", "files/1")).isEqualTo("default");
  }

  @Test
  void takesPathsWithAndWithoutSlashInFront() {
    assertThat(bucketOf("/shop", "/shop/api", "/files/1")).isEqualTo("files");
    assertThat(bucketOf("/shop", "/shop/", "")).isEqualTo("root");
    assertThat(bucketOf("/shop", "/shop", "/")).isEqualTo("root");
  }

  @Test
  void takesNoPartOfSegmentForContextPath() {
    assertThat(bucketOf("/sh", "/shop/", "files")).isEqualTo("default");
  }

  // CVE-2023-4853: one path, two readings.
  @Test
  void grantsNothingToWhatWasSentAmbiguous() {
    String files = "https://files.example";
    assertThat(grantedTo(files, "/shop/api/", "files/1")).isEqualTo("ALLOWED");
    assertThat(grantedTo(files, "/shop/api/", "files/a%20b")).isEqualTo("ALLOWED");
    for (String path : new String[] {"files%2F1", "files/%2e%2e/other", ";a/files/1", "/files/1"}) {
      assertThat(grantedTo(files, "/shop/api/", path)).as(path).isEqualTo("AMBIGUOUS_PATH");
    }
    for (String path : new String[] {"files/1;x=1", "files//1", "files/a%2Fb"}) {
      assertThat(grantedTo(files, "/shop/api/", path)).as(path).isEqualTo("ALLOWED");
    }
  }

  @Test
  void takesContextPathInAnyFormAndGrantsNothingElsewhere() {
    assertThat(bucketOf("/my shop", "/my%20shop/api/", "files/1")).isEqualTo("files");
    assertThat(bucketOf("/my%20shop", "/my%20shop/api/", "files/1")).isEqualTo("files");
    assertThat(bucketOf("/l\u00e4den", "/l%C3%A4den/api/", "files/1")).isEqualTo("files");
    assertThat(grantedTo("https://a.example", "/other/", "x")).isEqualTo("AMBIGUOUS_PATH");
  }

  @Test
  void takesPathWithAndWithoutSlashAtItsEndForOne() {
    assertThat(bucketOf("/shop", "/shop/", "exact")).isEqualTo("exact");
    assertThat(bucketOf("/shop", "/shop/", "exact/")).isEqualTo("exact");
  }

  @Test
  void tellsWhetherThereIsACondition() {
    for (String condition : new String[] {"If-None-Match", "If-Modified-Since"}) {
      FakeRequest request = new FakeRequest("GET", "/", "").header("Origin", "https://a.example");
      RequestState without = new RequestState(POLICIES, () -> "", null, request);
      RequestState with =
          new RequestState(POLICIES, () -> "", null, request.header(condition, "x"));
      assertThat(RequestState.READER.header(without, "If-None-Match", 0)).isNull();
      assertThat(RequestState.READER.header(with, "If-None-Match", 0)).isNotNull();
      assertThat(RequestState.READER.header(with, "If-None-Match", 1)).isNull();
      // It shares a field with how far the answer is.
      assertThat(with.isSent()).isFalse();
      assertThat(with.isFirstToCount()).isTrue();
      assertThat(with.isFirstToCount()).isFalse();
      with.markSent();
      assertThat(with.isSent()).isTrue();
      assertThat(RequestState.READER.header(with, "If-None-Match", 0)).isNotNull();
    }
  }
}
