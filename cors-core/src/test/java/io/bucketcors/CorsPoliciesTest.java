package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorsPoliciesTest {
  private final CorsPolicies policies =
      CorsPolicies.builder()
          .defaultBucket(bucket("default"))
          .bucket(bucket("api"), "/api/*")
          .bucket(bucket("deep"), "/api/deep/*")
          .bucket(bucket("exact"), "/api/deep/file", "/api")
          .bucket(bucket("byname"))
          .build();

  @Test
  void exactBeatsPrefixAndTheLongestPrefixWins() {
    assertThat(at("/")).isEqualTo("default");
    assertThat(at("")).isEqualTo("default");
    assertThat(at("/apix")).isEqualTo("default");
    assertThat(at("/api")).isEqualTo("exact");
    assertThat(at("/api/")).isEqualTo("exact");
    assertThat(at("/api/x")).isEqualTo("api");
    assertThat(at("/api/deepx")).isEqualTo("api");
    assertThat(at("/api/deep")).isEqualTo("deep");
    assertThat(at("/api/deep/x")).isEqualTo("deep");
    assertThat(at("/api/deep/file")).isEqualTo("exact");
    assertThat(at("/api/deep/file/x")).isEqualTo("deep");
  }

  @Test
  void findsBucketsByName() {
    assertThat(policies.named("byname")).extracting(CorsPolicy::bucket).isEqualTo("byname");
    assertThat(policies.named("default")).isSameAs(policies.defaultBucket());
    assertThat(policies.named("nobody")).isNull();
    assertThat(policies.namedBuckets())
        .extracting(CorsPolicy::bucket)
        .containsExactly("api", "deep", "exact", "byname");
    assertThat(policies.enabled()).isTrue();
    assertThat(CorsPolicies.disabled().enabled()).isFalse();
    assertThat(CorsPolicies.of(bucket("default")).defaultBucket().governs()).isTrue();
  }

  @Test
  void knowsWhichBucketsHavePaths() {
    CorsPolicies app = CorsPolicies.of(bucket("default"));
    CorsPolicies byName = CorsPolicies.builder().bucket(bucket("byname")).build();
    CorsPolicies byPath = CorsPolicies.builder().bucket(bucket("api"), "/api/*").build();

    assertThat(List.of(policies.hasPaths(), app.hasPaths(), byName.hasPaths(), byPath.hasPaths()))
        .containsExactly(true, false, false, true);
    assertThat(
            List.of(
                policies.hasBucketWithoutPaths(),
                app.hasBucketWithoutPaths(),
                byName.hasBucketWithoutPaths(),
                byPath.hasBucketWithoutPaths()))
        .containsExactly(true, false, true, false);
    assertThat(policies.paths("exact")).containsExactly("/api/deep/file", "/api");
    assertThat(policies.paths("api")).containsExactly("/api/*");
    assertThat(policies.paths("byname")).isEmpty();
    assertThat(policies.paths("default")).isEmpty();
  }

  @Test
  void saysForPeopleWhatItHolds() {
    assertThat(CorsPolicies.disabled()).hasToString("CORS switched off");
    CorsPolicy app = bucket("default");
    assertThat(CorsPolicies.of(app)).hasToString(app.toString());
    CorsPolicy files = bucket("files");
    assertThat(CorsPolicies.builder().defaultBucket(app).bucket(files).build())
        .hasToString(app + "; " + files);
  }

  @Test
  void whatRefusesGrantsNothing() {
    CorsDecision decision =
        CorsPolicies.refusing().decide(CorsRequest.actual("GET", "https://a.example"));
    assertThat(decision.isAllowed()).isFalse();
  }

  @Test
  void anAppOfOneBucketTakesAnyKey() {
    for (CorsDialect dialect : CorsDialect.values()) {
      CorsPolicy only =
          CorsPolicy.builder()
              .dialect(dialect)
              .rule(CorsRule.allow("https://a.example").methods("GET").build())
              .build();
      for (String path : List.of("/a//b", "/a;b", "/100%25.pdf", "/a%2Fb", "/x/../y", "*", "")) {
        assertThat(CorsPolicies.of(only).forRequest(path, "/app")).as(path).isSameAs(only);
        assertThat(CorsPolicies.of(only).forPath(path)).as(path).isSameAs(only);
      }
    }
  }

  @Test
  void refusesPathsThatAreNoPatterns() {
    assertThat(codes("api/*")).containsExactly("path-not-absolute");
    assertThat(codes("*")).containsExactly("path-not-absolute");
    assertThat(codes("/api*")).containsExactly("path-wildcard");
    assertThat(codes("/*/api")).containsExactly("path-wildcard");
    assertThat(codes("/a//b")).containsExactly("path-not-normal");
    assertThat(codes("/a%20b")).containsExactly("path-not-normal");
    assertThat(codes("/a/../b/*")).containsExactly("path-not-normal");
    assertThat(codes("/a", "/a")).containsExactly("path-claimed-twice");
    assertThat(codes("/a", "/a/*", "/*", "/")).isEmpty();
    assertThat(problems("api/*").get(0).fix()).isEqualTo("write /api/*");
    assertThat(problems("/api*").get(0).fix()).isEqualTo("write /api/*");
    assertThat(problems("/x/*/y").get(0).fix()).isEqualTo("write /x/*");
  }

  @Test
  void refusesNamesThatAreTaken() {
    CorsPolicies.Builder twice =
        CorsPolicies.builder().bucket(bucket("a"), "/a").bucket(bucket("a"), "/b");
    assertThat(twice.check()).extracting(CorsProblem::code).containsExactly("bucket-named-twice");
    assertThatThrownBy(twice::build).isInstanceOf(CorsConfigurationException.class);
    assertThat(CorsPolicies.builder().bucket(bucket("default"), "/a").check())
        .extracting(CorsProblem::code)
        .containsExactly("bucket-named-twice");
  }

  @Test
  void refusesABucketWithANameAsTheWholeApp() {
    assertThat(CorsPolicies.builder().defaultBucket(bucket("a")).check())
        .extracting(CorsProblem::code)
        .containsExactly("bucket-not-default");
    assertThatThrownBy(() -> CorsPolicies.of(bucket("a")))
        .isInstanceOf(CorsConfigurationException.class);
  }

  @Test
  void collectsWarningsOfAllBuckets() {
    CorsPolicy.Builder odd =
        CorsPolicy.builder().rule(CorsRule.allow("https://a.example").methods("patch").build());
    CorsPolicy app = odd.build();
    CorsPolicy named = odd.bucket("odd").build();
    assertThat(CorsPolicies.builder().defaultBucket(app).bucket(named, "/x").build().warnings())
        .hasSize(2 * app.warnings().size())
        .isNotEmpty();
  }

  @Test
  void compilesWhatHasNoProblemAndTellsOfEachOther() {
    CorsProblems none = new CorsProblems();
    CorsProblems found = new CorsProblems();

    assertThat(CorsPolicies.builder().bucket(bucket("a"), "/a").compile(none)).isNotNull();
    assertThat(none.list()).isEmpty();
    assertThat(CorsPolicies.builder().bucket(bucket("a"), "/a*", "b").compile(found)).isNull();
    assertThat(found.list())
        .extracting(CorsProblem::code)
        .containsExactly("path-wildcard", "path-not-absolute");
  }

  /** Wherever one bucket says why, it names the version of all rules. */
  @Test
  void diagnosticsOfAnyBucketNameTheVersion() {
    CorsPolicy.Builder why =
        CorsPolicy.builder()
            .diagnostics(true)
            .rule(CorsRule.allow("https://a.example").methods("GET").build());
    CorsPolicies app =
        CorsPolicies.builder().defaultBucket(why.build()).bucket(bucket("b"), "/b").build();
    CorsPolicies named =
        CorsPolicies.builder()
            .defaultBucket(bucket("default"))
            .bucket(why.bucket("files").build(), "/files")
            .build();

    assertThat(reason(app, "/")).isEqualTo("not-cors; bucket=default; version=" + app.version());
    assertThat(reason(app, "/b")).isNull();
    assertThat(reason(named, "/files"))
        .isEqualTo("not-cors; bucket=files; version=" + named.version());
    assertThat(reason(named, "/")).isNull();
  }

  private static @Nullable String reason(CorsPolicies policies, String path) {
    CorsRequest request = CorsRequest.of("GET");
    return policies.forPath(path).decide(request).headers(request).get("Bucket-Cors");
  }

  private static List<CorsProblem> problems(String... paths) {
    return CorsPolicies.builder().bucket(bucket("a"), paths).check();
  }

  private static List<String> codes(String... paths) {
    return problems(paths).stream().map(CorsProblem::code).toList();
  }

  private String at(String path) {
    return policies.forPath(path).bucket();
  }

  private static CorsPolicy bucket(String name) {
    return CorsPolicy.builder()
        .bucket(name)
        .rule(CorsRule.allow("https://" + name + ".example").methods("GET", "HEAD").build())
        .build();
  }
}
