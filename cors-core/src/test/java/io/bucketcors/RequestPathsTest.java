package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which bucket a request's path leads to, whatever a container or an app makes of it. */
class RequestPathsTest {
  private static final String NOBODY = "nobody";

  private final CorsPolicies policies =
      CorsPolicies.builder()
          .defaultBucket(bucket("default"))
          .bucket(bucket("files"), "/files/*")
          .bucket(bucket("admin"), "/files/admin/*", "/admin/*")
          .bucket(bucket("exact"), "/exact", "/docs/", "/")
          .bucket(bucket("letters"), "/é/*", "/a b/*")
          .build();

  @Test
  void exactPathsCoverTheirOtherForm() {
    assertThat(at("/exact")).isEqualTo("exact");
    assertThat(at("/exact/")).isEqualTo("exact");
    assertThat(at("/docs/")).isEqualTo("exact");
    assertThat(at("/docs")).isEqualTo("exact");
    assertThat(at("/")).isEqualTo("exact");
    assertThat(at("")).isEqualTo("exact");
    assertThat(at("/exact/x")).isEqualTo("default");
    assertThat(at("/exactly")).isEqualTo("default");
    assertThat(at("/docs/index.html")).isEqualTo("default");
  }

  @Test
  void aPatternOfItsOwnCountsMoreThanTheOtherForm() {
    CorsPolicies both =
        CorsPolicies.builder().bucket(bucket("a"), "/x").bucket(bucket("b"), "/x/").build();
    assertThat(both.forRequest("/x", "").bucket()).isEqualTo("a");
    assertThat(both.forRequest("/x/", "").bucket()).isEqualTo("b");
  }

  @Test
  void decodesAsTheContainerDoes() {
    assertThat(at("/%66iles/x")).isEqualTo("files");
    assertThat(at("/files/%C3%A9")).isEqualTo("files");
    assertThat(at("/%C3%A9/x")).isEqualTo("letters");
    assertThat(at("/%c3%a9/x")).isEqualTo("letters");
    // Bytes that are no UTF-8 are Latin-1 to a container that is set to it.
    assertThat(at("/%E9/x")).isEqualTo("letters");
    assertThat(at("/a%20b/x")).isEqualTo("letters");
  }

  @Test
  void grantsKeysOfAllKindsWhereAllReadingsAreOneBuckets() {
    for (String key :
        List.of(
            "a;b",
            "a//b",
            "100%25.pdf",
            "a%2Fb",
            "a%2fb",
            "a%5Cb",
            "a%3Bb",
            ".hidden",
            "a..b",
            "%2e%2e.txt",
            "a%252Fb",
            "./a",
            "x/../a",
            "a;x=1/b",
            "100%.pdf",
            "%")) {
      assertThat(at("/files/" + key)).as(key).isEqualTo("files");
      assertThat(at("/other/" + key)).as(key).isEqualTo("default");
    }
  }

  @Test
  void grantsNothingWhereReadingsAreDifferentBuckets() {
    for (String path :
        List.of(
            "/files/../other",
            "/files/%2e%2e/other",
            "/files/%2E./other",
            "/files/..%2Fother",
            "/files/..%5cother",
            "/files/..;/other",
            "/files/..;x=1/other",
            "/files/%252e%252e/other",
            "/files/a%2F..%2F..%2Fother",
            "//files/x",
            "/x/..//files/x",
            "/./files/x",
            "/files;/x",
            "/files;x=1/x",
            "/files%2Fx",
            "/files%252Fx",
            "/files%5Cx",
            "/files\\x",
            "/files%3Bx/y",
            "/%2566iles/x",
            "/files/./admin/x",
            "/files//admin/x",
            "/files/admin;/x",
            "/files/admin/../x",
            "/files/x/../admin/x",
            "/files/%61dmin;/x",
            "/files/admin%2Fx",
            "/exact;x",
            "/exact//",
            "/docs/.",
            "/docs/%2e",
            "/%C3%A9;/x",
            "/é%2fx")) {
      assertThat(at(path)).as(path).isEqualTo(NOBODY);
    }
  }

  @Test
  void doesNotLookForReadingsWithoutEnd() {
    assertThat(at("/files" + "/..;a%2f".repeat(400))).isEqualTo(NOBODY);
    assertThat(at("/files/%" + "25".repeat(100) + "2f")).isEqualTo(NOBODY);
    assertThat(at("/files/" + "a%3b".repeat(2000))).isEqualTo(NOBODY);
    assertThat(at("/files/" + "a".repeat(20_000))).isEqualTo("files");
  }

  @Test
  void takesTheContextPathOffInEveryForm() {
    for (String context : List.of("/my app", "/my%20app", "/my app/")) {
      assertThat(at("/my%20app/files/x", context)).as(context).isEqualTo("files");
      assertThat(at("/my%20app/", context)).as(context).isEqualTo("exact");
      assertThat(at("/my%20app", context)).as(context).isEqualTo("exact");
      assertThat(at("/%6dy%20app/files/x", context)).as(context).isEqualTo("files");
    }
    assertThat(at("/%C3%BCber/files/x", "/über")).isEqualTo("files");
    assertThat(at("/%C3%BCber/files/x", "/%C3%BCber")).isEqualTo("files");
    assertThat(at("/%c3%bcber/files/x", "/%C3%BCber")).isEqualTo("files");
    assertThat(at("/a/b/files/x", "/a/b")).isEqualTo("files");
    assertThat(at("/a/%62/files/x", "/a/b")).isEqualTo("files");
    assertThat(at("/app;jsessionid=1/files/x", "/app")).isEqualTo("files");
    assertThat(at("/app;jsessionid=1", "/app")).isEqualTo("exact");
    assertThat(at("/files/x", "/")).isEqualTo("files");
  }

  @Test
  void grantsNothingWhereTheContextPathDoesNotFit() {
    for (String path :
        List.of(
            "/application/files/x",
            "/ap/files/x",
            "/x/../app/files/x",
            "//app/files/x",
            "/APP/x",
            "files",
            "",
            "*",
            "http://host/app/files/x")) {
      assertThat(at(path, "/app")).as(path).isEqualTo(NOBODY);
    }
  }

  /** With an app that is not governed, its own grants would be on a path that may be a bucket's. */
  @Test
  void refusesAlsoWhereTheDefaultBucketHasNoRules() {
    CorsPolicies named = CorsPolicies.builder().bucket(bucket("files"), "/files/*").build();
    CorsPolicy found = named.forRequest("/other/../files/x", "");
    assertThat(found.governs()).isTrue();
    assertThat(found.decide(CorsRequest.actual("GET", "https://files.example")).reason())
        .isEqualTo(CorsReason.AMBIGUOUS_PATH);
    assertThat(named.forRequest("/other/../x", "").governs()).isFalse();
  }

  @Test
  void aDecodedPathIsReadLikewise() {
    assertThat(policies.forPath("/files/a;b").bucket()).isEqualTo("files");
    assertThat(policies.forPath("/files/100%.pdf").bucket()).isEqualTo("files");
    for (String path :
        List.of("/files/../x", "/files;x", "/files%2fx", "//files/x", "/x\\..\\files/y")) {
      assertThat(reason(policies.forPath(path))).as(path).isEqualTo(CorsReason.AMBIGUOUS_PATH);
    }
  }

  private String at(String path) {
    return at(path, "");
  }

  private String at(String path, String context) {
    CorsPolicy policy = policies.forRequest(path, context);
    return reason(policy) == CorsReason.AMBIGUOUS_PATH ? NOBODY : policy.bucket();
  }

  private static CorsReason reason(CorsPolicy policy) {
    return policy.decide(CorsRequest.actual("GET", "https://any.example")).reason();
  }

  private static CorsPolicy bucket(String name) {
    return CorsPolicy.builder()
        .bucket(name)
        .rule(CorsRule.allow("https://" + name + ".example").methods("GET", "HEAD").build())
        .build();
  }
}
