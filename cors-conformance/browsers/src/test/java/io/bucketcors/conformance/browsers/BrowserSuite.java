package io.bucketcors.conformance.browsers;

import static io.bucketcors.CorsRule.allow;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsRule;
import org.junit.jupiter.api.Test;

/** What a page may and may not read, as a real browser sees it. */
abstract class BrowserSuite extends WalkThroughSuite {
  /** Two origins of one site: browsers keep a cache per site, so these two share one. */
  private static final String WWW_A = "a.www.localhost";

  private static final String WWW_B = "b.www.localhost";
  private static final String BUCKET = "bucket.localhost";

  private static final String REFUSED = "refused";

  BrowserSuite(Stage stage) {
    super(stage);
  }

  @Test
  void keepsTheAnswerOfABucketWithoutRules() {
    stage.rules();
    stage.openPage(WWW_A);
    assertThat(stage.fetch(BUCKET, "/a", "{}")).isEqualTo(REFUSED);
    assertThat(stage.arrived()).containsExactly("GET /a");
  }

  @Test
  void handsOverTheAnswerToAListedOrigin() {
    stage.rules(allow(stage.origin(WWW_A)).methods("GET"));
    stage.openPage(WWW_A);
    assertThat(stage.fetch(BUCKET, "/a", "{}")).startsWith("200 ");
    stage.openPage(WWW_B);
    assertThat(stage.fetch(BUCKET, "/a", "{}")).isEqualTo(REFUSED);
  }

  @Test
  void handsOverTheAnswerToOriginsThatAPatternCovers() {
    stage.rules(allow("http://*.www.localhost:*").methods("GET"));
    stage.openPage(WWW_A);
    assertThat(stage.fetch(BUCKET, "/a", "{}")).startsWith("200 ");
    stage.openPage("www.localhost");
    assertThat(stage.fetch(BUCKET, "/a", "{}")).isEqualTo(REFUSED);
    stage.openPage("awww.localhost");
    assertThat(stage.fetch(BUCKET, "/a", "{}")).isEqualTo(REFUSED);
  }

  @Test
  void handsOverErrorsToo() {
    stage.rules(allow(stage.origin(WWW_A)).methods("GET"));
    stage.openPage(WWW_A);
    assertThat(stage.fetch(BUCKET, "/missing", "{}")).startsWith("404 ");
  }

  @Test
  void sendsAPutWithItsOwnHeaderAfterThePreflight() {
    stage.rules(allow(stage.origin(WWW_A)).methods("PUT").headers("x-note"));
    stage.openPage(WWW_A);
    String put = "{ method: 'PUT', body: 'x', headers: { 'X-Note': 'hello' } }";
    assertThat(stage.fetch(BUCKET, "/a", put)).startsWith("200 ");
    assertThat(stage.arrived()).containsExactly("OPTIONS /a", "PUT /a");
  }

  @Test
  void sendsNoPutWhoseHeaderOrMethodIsNotListed() {
    stage.openPage(WWW_A);
    String put = "{ method: 'PUT', body: 'x', headers: { 'X-Note': 'hello' } }";
    stage.rules(allow(stage.origin(WWW_A)).methods("PUT").headers("x-other"));
    assertThat(stage.fetch(BUCKET, "/a", put)).isEqualTo(REFUSED);
    assertThat(stage.arrived()).containsExactly("OPTIONS /a");
    stage.rules(allow(stage.origin(WWW_A)).methods("POST").headers("x-note"));
    assertThat(stage.fetch(BUCKET, "/a", put)).isEqualTo(REFUSED);
    assertThat(stage.arrived()).containsExactly("OPTIONS /a");
  }

  @Test
  void asksOnceForAllMethodsOfARule() {
    stage.rules(allow(stage.origin(WWW_A)).methods("PUT", "DELETE").maxAgeSeconds(600));
    stage.openPage(WWW_A);
    stage.fetch(BUCKET, "/once", "{ method: 'PUT' }");
    stage.fetch(BUCKET, "/once", "{ method: 'DELETE' }");
    stage.fetch(BUCKET, "/once", "{ method: 'PUT' }");
    assertThat(stage.arrived())
        .containsExactly("OPTIONS /once", "PUT /once", "DELETE /once", "PUT /once");
  }

  @Test
  void sendsAuthorizationOnlyWhereItIsListed() {
    stage.openPage(WWW_A);
    String get = "{ headers: { Authorization: 'Bearer t' } }";
    stage.rules(allow(stage.origin(WWW_A)).methods("GET").headers("x-note"));
    assertThat(stage.fetch(BUCKET, "/a", get)).isEqualTo(REFUSED);
    assertThat(stage.arrived()).containsExactly("OPTIONS /a");
    stage.rules(allow(stage.origin(WWW_A)).methods("GET").headers("authorization"));
    assertThat(stage.fetch(BUCKET, "/a", get)).contains("authorization=Bearer t");
  }

  @Test
  void showsTheEntityTagOnlyWhereItIsExposed() {
    stage.openPage(WWW_A);
    stage.rules(allow(stage.origin(WWW_A)).methods("GET"));
    assertThat(stage.fetch(BUCKET, "/a", "{}")).startsWith("200 etag=null ");
    stage.rules(allow(stage.origin(WWW_A)).methods("GET").expose("ETag"));
    assertThat(stage.fetch(BUCKET, "/a", "{}")).startsWith("200 etag=\"v1\" ");
  }

  @Test
  void sendsCookiesOnlyWhereARuleAllowsCredentials() {
    String host = "app.localhost";
    String include = "{ credentials: 'include' }";
    stage.openPage(host);
    stage.rules(allow(stage.origin(host)).methods("GET").credentials(true));
    assertThat(stage.fetch(host, "/cookie", include)).startsWith("200 ");
    assertThat(stage.fetch(host, "/a", include)).contains("cookie=session=s3cr3t ");
    assertThat(stage.fetch(host, "/a", "{ credentials: 'omit' }")).contains("cookie=null ");
    stage.rules(allow(stage.origin(host)).methods("GET"));
    assertThat(stage.fetch(host, "/a", include)).isEqualTo(REFUSED);
    assertThat(stage.fetch(host, "/a", "{ credentials: 'omit' }")).contains("cookie=null ");
  }

  @Test
  void letsEverybodyReadWithoutCredentialsUnderAStar() {
    stage.rules(allow("*").methods("GET"));
    stage.openPage(WWW_B);
    assertThat(stage.fetch(BUCKET, "/a", "{}")).startsWith("200 ");
    assertThat(stage.fetch(BUCKET, "/a", "{ credentials: 'include' }")).isEqualTo(REFUSED);
  }

  @Test
  void refusesTheNullOriginOfASandboxedFrame() {
    stage.openPage(WWW_A);
    stage.rules(allow(stage.origin(WWW_A)).methods("GET"));
    assertThat(stage.fetchInSandbox(BUCKET, "/a")).isEqualTo(REFUSED);
    assertThat(stage.arrived()).containsExactly("GET /a");
    stage.rules(allow("*").methods("GET"));
    assertThat(stage.fetchInSandbox(BUCKET, "/a")).isEqualTo("200");
  }

  @Test
  void servesTheSecondSiteThoughTheFirstOnesAnswerIsCached() {
    stage.rules(twoSites());
    assertThat(cachedForOneThenAskedByTheOther("/cached/story")).startsWith("200 ");
    assertThat(stage.arrived()).containsExactly("GET /cached/story", "GET /cached/story");
  }

  @Test
  void servesTheSecondSiteFromTheCacheUnderAStar() {
    stage.rules(allow("*").methods("GET"));
    assertThat(cachedForOneThenAskedByTheOther("/cached/star")).startsWith("200 ");
    assertThat(stage.arrived()).containsExactly("GET /cached/star");
  }

  /** Without it the two tests above could not fail. */
  @Test
  void failsTheSecondSiteWhereAnAppReflectsWithoutVary() {
    stage.rules();
    assertThat(cachedForOneThenAskedByTheOther("/cached/by-hand")).isEqualTo(REFUSED);
  }

  private String cachedForOneThenAskedByTheOther(String path) {
    stage.openPage(WWW_A);
    assertThat(stage.fetch(BUCKET, path, "{}")).startsWith("200 ");
    int arrived = stage.arrived().size();
    assertThat(stage.fetch(BUCKET, path, "{}")).startsWith("200 ");
    assertThat(stage.arrived()).as("answered from the cache").hasSize(arrived);
    stage.openPage(WWW_B);
    return stage.fetch(BUCKET, path, "{}");
  }

  @Test
  void servesAScriptThoughAnImageWasCachedBefore() {
    stage.rules(twoSites());
    stage.openPage(WWW_A);
    assertThat(stage.loadImage(BUCKET, "/cached/dot.svg")).isEqualTo("loaded");
    assertThat(stage.fetch(BUCKET, "/cached/dot.svg", "{}")).startsWith("200 ");
  }

  @Test
  void servesAScriptThoughAnImageWasCachedBeforeUnderAStar() {
    stage.rules(allow("*").methods("GET"));
    stage.openPage(WWW_A);
    assertThat(stage.loadImage(BUCKET, "/cached/star.svg")).isEqualTo("loaded");
    assertThat(stage.fetch(BUCKET, "/cached/star.svg", "{}")).startsWith("200 ");
  }

  private CorsRule.Builder twoSites() {
    return allow(stage.origin(WWW_A), stage.origin(WWW_B)).methods("GET");
  }
}
