package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

  @Test
  void collectsEveryProblemOfEveryRule() {
    CorsRule first =
        CorsRule.allow("https://a.example/", "b.example").methods("put", "GET POST").build();
    CorsRule second = CorsRule.allow().maxAgeSeconds(-1).id("x".repeat(256)).build();
    assertThatThrownBy(() -> CorsPolicy.of(first, second))
        .isInstanceOfSatisfying(
            CorsConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(CorsProblem::code)
                    .containsExactly(
                        "origin-trailing-slash",
                        "origin-no-scheme",
                        "method-case",
                        "method-not-a-token",
                        "id-too-long",
                        "allowed-origins-missing",
                        "allowed-methods-missing",
                        "max-age"));
  }

  @Test
  void repeatsAProblemForEveryRuleThatHasIt() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("put").headers("x y").build();
    assertThat(CorsPolicy.builder().rule(rule).rule(rule).check())
        .extracting(problem -> problem.location().rule() + " " + problem.code())
        .containsExactly(
            "0 method-case", "0 header-not-a-token", "1 method-case", "1 header-not-a-token");
  }

  @Test
  void saysWhereAProblemIs() {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET", "put").build();
    CorsProblem problem = CorsPolicy.builder().bucket("files").rule(rule).check().get(0);
    assertThat(problem.location().bucket()).isEqualTo("files");
    assertThat(problem.location().rule()).isZero();
    assertThat(problem.location().field()).isEqualTo(CorsField.ALLOWED_METHODS);
    assertThat(problem.location().element()).isEqualTo(1);
    assertThat(problem.message())
        .isEqualTo(
            "bucket files, rule 0, allowed-methods, element 1: \"put\": methods are case-sensitive;"
                + " write PUT [method-case]");
  }

  @Test
  void judgesMethods() {
    for (String method : List.of("get", "Head", "pOST", "put", "delete", "options")) {
      assertThat(errors(rule -> rule.methods(method))).as(method).containsExactly("method-case");
    }
    for (String method : List.of("CONNECT", "trace", "Track")) {
      assertThat(errors(rule -> rule.methods(method)))
          .as(method)
          .containsExactly("method-forbidden");
    }
    assertThat(errors(rule -> rule.methods("G*"))).containsExactly("method-wildcard");
    assertThat(errors(rule -> rule.methods(""))).containsExactly("method-not-a-token");
    assertThat(errors(rule -> rule.methods("M".repeat(64)))).isEmpty();
    assertThat(errors(rule -> rule.methods("M".repeat(65)))).containsExactly("method-too-long");
    assertThat(errors(rule -> rule.methods("*", "PATCH", "PURGE", "purge"))).isEmpty();
    assertThat(warnings(rule -> rule.methods("patch"))).contains("method-patch-case");
    assertThat(warnings(rule -> rule.methods("PATCH"))).isEmpty();
  }

  /** Lists without a fault are remembered; what differs in one of them is looked at again. */
  @Test
  void judgesTheNamesOfLaterRulesToo() {
    CorsPolicy.Builder rules = CorsPolicy.builder();
    for (String[] names :
        new String[][] {{"GET", "x-a"}, {"GET", "x a"}, {"get", "x-a"}, {"GET", "x-a"}}) {
      rules.rule(
          CorsRule.allow("https://a.example")
              .methods(names[0])
              .headers(names[1])
              .expose(names[1])
              .build());
    }
    assertThat(rules.check())
        .filteredOn(CorsProblem::isError)
        .extracting(problem -> problem.location().rule() + " " + problem.code())
        .containsExactly("1 header-not-a-token", "1 header-not-a-token", "2 method-case");
  }

  @Test
  void judgesAllowedHeaders() {
    assertThat(errors(rule -> rule.headers("*", "x-*", "x-*-y", "X-A"))).isEmpty();
    assertThat(errors(rule -> rule.headers("x y"))).containsExactly("header-not-a-token");
    assertThat(errors(rule -> rule.headers(""))).containsExactly("header-not-a-token");
    assertThat(errors(rule -> rule.headers("x-*-*"))).containsExactly("header-several-wildcards");
    for (String header :
        List.of(
            "Origin",
            "Access-Control-Request-Method",
            "access-control-request-headers",
            "Cookie",
            "Sec-Fetch-Mode",
            "proxy-x",
            "Accept-Charset",
            "Accept-Encoding",
            "Connection",
            "Content-Length",
            "Cookie2",
            "Date",
            "DNT",
            "Expect",
            "Host",
            "Keep-Alive",
            "Referer",
            "Set-Cookie",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Via")) {
      assertThat(warnings(rule -> rule.headers(header)))
          .as(header)
          .containsExactly("header-not-settable");
    }
    assertThat(warnings(rule -> rule.headers("Content-Type", "Authorization"))).isEmpty();
  }

  @Test
  void judgesExposedHeaders() {
    assertThat(errors(rule -> rule.expose("*"))).isEmpty();
    assertThat(errors(rule -> rule.expose("ETag", "x-a"))).isEmpty();
    assertThat(errors(rule -> rule.expose("Set-Cookie"))).isEmpty();
    assertThat(warnings(rule -> rule.expose("ETag", "set-cookie2")))
        .contains("header-not-readable");
    assertThat(warnings(rule -> rule.expose("ETag", "Set-Cookie"))).contains("header-not-readable");
    assertThat(warnings(rule -> rule.expose("ETag", "Cookie")))
        .doesNotContain("header-not-readable");
    assertThat(errors(rule -> rule.expose("e tag"))).containsExactly("header-not-a-token");
    assertThat(errors(rule -> rule.expose("*", "ETag"))).containsExactly("expose-wildcard-mixed");
    assertThat(errors(rule -> rule.expose("x-*"))).containsExactly("expose-wildcard-mixed");
    assertThat(errors(rule -> rule.expose("*").credentials(true)))
        .containsExactly("expose-wildcard-credentials");
    assertThat(errors(CorsDialect.S3, rule -> rule.expose("*")))
        .containsExactly("expose-wildcard-dialect");
    assertThat(errors(CorsDialect.COS, rule -> rule.expose("*")))
        .containsExactly("expose-wildcard-dialect");
  }

  @Test
  void judgesTheRestOfARule() {
    assertThat(errors(rule -> rule.maxAgeSeconds(0))).isEmpty();
    assertThat(errors(rule -> rule.maxAgeSeconds(-1))).containsExactly("max-age");
    assertThat(errors(rule -> rule.id("x".repeat(255)))).isEmpty();
    assertThat(errors(rule -> rule.id("x".repeat(256)))).containsExactly("id-too-long");
    assertThat(errors(CorsDialect.S3, rule -> rule.credentials(true)))
        .containsExactly("credentials-dialect");
  }

  @Test
  void judgesTheBucket() {
    assertThat(codes(CorsPolicy.builder().bucket("Files"))).containsExactly("bucket-name");
    assertThat(codes(CorsPolicy.builder().bucket(""))).containsExactly("bucket-name");
    assertThat(codes(CorsPolicy.builder().bucket("files2"))).isEmpty();
    for (int status : new int[] {0, 199, 300, 404}) {
      assertThat(codes(CorsPolicy.builder().preflightStatus(status)))
          .as("%d", status)
          .containsExactly("preflight-status");
    }
    assertThat(codes(CorsPolicy.builder().preflightStatus(200))).isEmpty();
    assertThat(codes(CorsPolicy.builder().responseVary(true))).containsExactly("response-vary");
    assertThat(codes(CorsPolicy.builder().responseVary(true).dialect(CorsDialect.COS))).isEmpty();
  }

  @Test
  void refusesHazardsUnlessNamed() {
    assertHazard("null", CorsHazard.NULL_ORIGIN);
    assertHazard("https://*", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://*a.example", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("http*://a.example", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://*.com", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://*.github.io", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://*.co.uk:8443", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://*.com.", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://pr-*.github.io", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://pr-*.co.uk:*", CorsHazard.PUBLIC_SUFFIX);
    assertHazard("https://deploy-*--site.netlify.app", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://*--site.netlify.app", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://*example.com", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://example.*", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://www.*.example", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("https://pr-*.example", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("capacitor://*", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("app://*.example.com", CorsHazard.UNBOUNDED_WILDCARD);
    assertHazard("app://pr-*.example.com", CorsHazard.UNBOUNDED_WILDCARD);
    assertThat(
            originErrors(
                "https://pr-*.preview.example.com",
                "https://*-pr.preview.example.com:8443",
                "https://pr-*-web.preview.example.com:*",
                "https://app.*.example.com",
                "https://pr-*.me.github.io",
                "app://.",
                "capacitor://MyApp",
                "capacitor://localhost:*",
                "moz-extension://0c5d8a3e-1b2c-4d5e-8f90-1234567890ab"))
        .isEmpty();
    assertThat(originErrors("https://*.a.example", "http://localhost:*", "*", "http://a.example"))
        .isEmpty();
  }

  @Test
  void letsWildcardsOverExtensionsHaveCredentialsWhereTheyAreNamed() {
    for (String scheme :
        List.of(
            "moz-extension",
            "chrome-extension",
            "safari-web-extension",
            "safari-extension",
            "webkit-extension",
            "ms-browser-extension",
            "vscode-webview")) {
      for (String host : List.of("*", "*:*", "a*", "*.a", "a*b:80")) {
        String origin = scheme + "://" + host;
        assertHazard(origin, CorsHazard.EXTENSION_WILDCARD);
        assertThat(originErrors(rule -> rule.credentials(true), origin))
            .as(origin)
            .containsExactly("hazard-extension-wildcard");
        assertThat(
                originErrors(
                    rule -> rule.credentials(true).dangerouslyAllow(CorsHazard.EXTENSION_WILDCARD),
                    origin))
            .as(origin)
            .isEmpty();
      }
    }
  }

  @Test
  void refusesInsecureOriginsWithCredentialsUnlessNamed() {
    UnaryOperator<CorsRule.Builder> credentials = rule -> rule.credentials(true);
    for (String loopback :
        List.of(
            "http://localhost",
            "http://localhost:*",
            "http://localhost:3000",
            "http://a.localhost:3000",
            "http://*.localhost",
            "http://127.0.0.1:80" + "80",
            "http://127.255.0.1",
            "http://127.0.0.1:*",
            "http://[::1]",
            "http://[::1]:8080",
            "https://a.example",
            "http://pr-*.dev.localhost:*",
            "https://pr-*.preview.example.com",
            "capacitor://MyApp",
            "capacitor://localhost")) {
      assertThat(originErrors(credentials, loopback)).as(loopback).isEmpty();
    }
    for (String insecure :
        List.of(
            "http://a.example",
            "http://a.example:8080",
            "http://*.a.example",
            "http://pr-*.a.example",
            "http://pr-*.localhost.example.com",
            "http://a.example:*",
            "http://localhost.example",
            "http://128.0.0.1",
            "http://127.a.example",
            "http://[::2]")) {
      assertThat(originErrors(credentials, insecure))
          .as(insecure)
          .containsExactly("hazard-insecure-origin");
      assertThat(
              originErrors(
                  rule -> rule.credentials(true).dangerouslyAllow(CorsHazard.INSECURE_ORIGIN),
                  insecure))
          .isEmpty();
    }
  }

  @Test
  void refusesCredentialsForStrangersWhateverIsNamed() {
    UnaryOperator<CorsRule.Builder> all =
        rule -> rule.credentials(true).dangerouslyAllow(CorsHazard.values());
    assertThat(originErrors(all, "*")).containsExactly("credentials-any-origin");
    assertThat(originErrors(all, "null")).containsExactly("credentials-null-origin");
    assertThat(originErrors(all, "https://*a.example"))
        .containsExactly("credentials-unbounded-wildcard");
    assertThat(originErrors(all, "https://*.com")).containsExactly("credentials-public-suffix");
    assertThat(originErrors(all, "https://pr-*.github.io"))
        .containsExactly("credentials-public-suffix");
    assertThat(originErrors(all, "https://deploy-*--site.netlify.app"))
        .containsExactly("credentials-unbounded-wildcard");
    assertThat(originErrors(all, "https://pr-*.example"))
        .containsExactly("credentials-unbounded-wildcard");
    assertThat(originErrors(all, "capacitor://*"))
        .containsExactly("credentials-unbounded-wildcard");
    assertThat(originErrors(all, "app://*.example.com"))
        .containsExactly("credentials-unbounded-wildcard");
  }

  @Test
  void warnsOfHeadersThatNoScriptCanReadOrSet() {
    CorsRule rule =
        CorsRule.allow("https://a.example")
            .methods("GET")
            .headers("Access-Control-Allow-Origin", "x-a")
            .expose("ETag", "Set-Cookie", "set-cookie2")
            .build();
    assertThat(CorsPolicy.of(rule).warnings())
        .extracting(problem -> problem.code() + " " + problem.value())
        .containsExactly(
            "header-of-responses Access-Control-Allow-Origin",
            "header-not-readable Set-Cookie",
            "header-not-readable set-cookie2");
  }

  @Test
  void warnsOfMethodsAndSecondsThatOnlyABucketTakes() {
    CorsRule rule =
        CorsRule.allow("https://a.example")
            .methods("GET", "OPTIONS", "PATCH", "*")
            .maxAgeSeconds(-1)
            .build();
    CorsPolicy.Builder s3 = CorsPolicy.builder().dialect(CorsDialect.S3).rule(rule);
    assertThat(s3.build().warnings())
        .extracting(problem -> problem.code() + " " + problem.value())
        .containsExactly(
            "method-dialect OPTIONS",
            "method-dialect PATCH",
            "method-dialect *",
            "max-age-negative -1");
    assertThat(CorsPolicy.builder().rule(rule).check())
        .extracting(CorsProblem::code)
        .containsExactly("max-age");
  }

  @Test
  void warnsOfHazardsWhereAStoreTakesThem() {
    CorsRule rule =
        CorsRule.allow("https://*.com", "null", "https://*", "https", "http://a.example")
            .methods("GET", "HEAD")
            .build();
    CorsPolicy policy = CorsPolicy.builder().dialect(CorsDialect.S3).rule(rule).build();
    assertThat(policy.warnings())
        .extracting(CorsProblem::code)
        .contains(
            "hazard-public-suffix",
            "hazard-null-origin",
            "hazard-unbounded-wildcard",
            "origin-never-sent");
    assertThat(
            CorsPolicy.builder()
                .dialect(CorsDialect.S3)
                .rule(CorsRule.allow("", "https://*.*").methods("GET").build())
                .check())
        .filteredOn(CorsProblem::isError)
        .extracting(CorsProblem::code)
        .containsExactly("origin-empty", "origin-several-wildcards");
  }

  @Test
  void saysOfOriginsInAStoreOnlyWhatIsTrue() {
    CorsRule known =
        CorsRule.allow("app://.", "capacitor://MyApp", "https://pr-*.preview.example.com")
            .methods("GET", "HEAD")
            .build();
    CorsRule others =
        CorsRule.allow("moz-extension://*", "file://", "https://deploy-*--site.netlify.app")
            .methods("GET", "HEAD")
            .build();
    for (CorsDialect dialect : List.of(CorsDialect.S3, CorsDialect.COS)) {
      assertThat(CorsPolicy.builder().dialect(dialect).rule(known).check()).isEmpty();
      assertThat(CorsPolicy.builder().dialect(dialect).rule(others).check())
          .extracting(CorsProblem::code)
          .containsExactly("hazard-extension-wildcard", "origin-file", "hazard-unbounded-wildcard");
      CorsPolicy policy = CorsPolicy.builder().dialect(dialect).rule(others).build();
      assertThat(policy.decide(CorsRequest.actual("GET", "file://")).isAllowed()).isTrue();
      // Text there: the * of a store crosses dots.
      assertThat(
              policy
                  .decide(CorsRequest.actual("GET", "https://deploy-1.x--site.netlify.app"))
                  .isAllowed())
          .isTrue();
    }
  }

  private static void assertHazard(String origin, CorsHazard hazard) {
    assertThat(originErrors(origin)).as(origin).containsExactly("hazard-" + hazard.key());
    assertThat(originErrors(rule -> rule.dangerouslyAllow(hazard), origin)).as(origin).isEmpty();
    for (CorsHazard other : CorsHazard.values()) {
      if (other != hazard) {
        assertThat(originErrors(rule -> rule.dangerouslyAllow(other), origin))
            .as("%s with %s", origin, other)
            .containsExactly("hazard-" + hazard.key());
      }
    }
  }

  private static List<String> originErrors(String... origins) {
    return originErrors(rule -> rule, origins);
  }

  private static List<String> originErrors(
      UnaryOperator<CorsRule.Builder> more, String... origins) {
    CorsRule rule = more.apply(CorsRule.allow(origins).methods("GET", "HEAD")).build();
    return codes(CorsPolicy.builder().rule(rule), true);
  }

  private static List<String> errors(UnaryOperator<CorsRule.Builder> more) {
    return errors(CorsDialect.STANDARD, more);
  }

  private static List<String> errors(CorsDialect dialect, UnaryOperator<CorsRule.Builder> more) {
    return codes(builder(more).dialect(dialect), true);
  }

  private static List<String> warnings(UnaryOperator<CorsRule.Builder> more) {
    return codes(builder(more), false);
  }

  private static CorsPolicy.Builder builder(UnaryOperator<CorsRule.Builder> more) {
    CorsRule.Builder rule = CorsRule.allow("https://a.example").methods("GET", "HEAD");
    return CorsPolicy.builder().rule(more.apply(rule).build());
  }

  private static List<String> codes(CorsPolicy.Builder policy) {
    return codes(policy, true);
  }

  private static List<String> codes(CorsPolicy.Builder policy, boolean areErrors) {
    return policy.check().stream()
        .filter(problem -> problem.isError() == areErrors)
        .map(CorsProblem::code)
        .toList();
  }
}
