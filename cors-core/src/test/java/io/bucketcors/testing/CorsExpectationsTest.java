package io.bucketcors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorsExpectationsTest {
  private static final CorsRule APP =
      CorsRule.allow("https://app.example")
          .methods("GET", "HEAD", "PUT", "POST")
          .headers("content-type")
          .credentials(true)
          .build();
  private static final CorsRule ALL = CorsRule.allow("*").methods("GET", "HEAD").build();
  private static final CorsExpectations RULES =
      CorsExpectations.of(
          CorsPolicies.builder()
              .defaultBucket(CorsPolicy.of(APP))
              .bucket(CorsPolicy.builder().bucket("open").rule(ALL).build(), "/open/*")
              .build());

  @Test
  void whatIsMetPassesAndCanBeGoneOnWith() {
    RULES
        .origin("https://app.example")
        .may("GET")
        .may("put")
        .mayNot("DELETE")
        .with("Content-Type")
        .may("PUT")
        .withCredentials()
        .may("POST");
    RULES.origin("https://app.example").with("content-type", "x-trace").mayNot("POST");
    RULES.origin("https://other.example").mayNot("GET").at("/open/a").may("GET").mayNot("PUT");
  }

  @Test
  void whatIsDeniedAndShouldNotBeSaysWhy() {
    assertThatThrownBy(() -> RULES.origin("https://app.example").with("x-trace").may("PUT"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "PUT / with x-trace from https://app.example is not allowed, and was expected to be:"
                + " the preflight is denied, HEADER_NOT_ALLOWED\n"
                + "  rule 0: origin MATCHED, method MATCHED, headers FAILED");
  }

  @Test
  void whatIsAllowedAndShouldNotBeSaysWhichRuleDoesIt() {
    assertThatThrownBy(() -> RULES.origin("https://x.example").at("/open/a").mayNot("GET"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "GET /open/a from https://x.example is allowed, and was not expected to be: the request"
                + " is allowed\n  rule 0: origin MATCHED");
  }

  /** A star allows the request, and the browser keeps the answer from who sends cookies. */
  @Test
  void credentialsCountWhereTheyAreSent() {
    CorsExpectations.Page page = RULES.origin("https://app.example").at("/open/a");
    page.may("GET").withCredentials().mayNot("GET");
    assertThatThrownBy(() -> page.withCredentials().may("GET"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the request is allowed without credentials");
  }

  @Test
  void takesASourceAndAPolicyToo() {
    try (CorsPolicySource source = CorsPolicySource.of(APP)) {
      CorsExpectations.of(source).origin("https://app.example").may("GET");
    }
    CorsExpectations.of(CorsPolicy.of(ALL)).origin("https://any.example").may("GET");
  }

  /** As browsers do: a preflight only where the method or a header needs one. */
  @Test
  void asksWhatABrowserWould() {
    assertThat(CorsQuestion.of("https://a.example", "post", List.of(), "/").requests())
        .containsExactly(CorsRequest.actual("POST", "https://a.example"));
    assertThat(CorsQuestion.of("https://a.example", "patch", List.of(), "/").requests())
        .containsExactly(
            CorsRequest.preflight("https://a.example", "patch"),
            CorsRequest.actual("patch", "https://a.example"));
    assertThat(
            CorsQuestion.of("https://a.example", "GET", List.of("X-B", " x-a", ""), "/").requests())
        .containsExactly(
            CorsRequest.preflight("https://a.example", "GET", "x-a", "x-b"),
            CorsRequest.actual("GET", "https://a.example"));
  }

  @Test
  void aQuestionIsToldAsTheBrowserAsksIt() {
    CorsQuestion question =
        CorsQuestion.of("https://a.example", "put", List.of("X-B", " x-a", "x-b"), "/files");

    assertThat(question.origin()).isEqualTo("https://a.example");
    assertThat(question.method()).isEqualTo("PUT");
    assertThat(question.headers()).containsExactly("x-a", "x-b");
    assertThat(question).hasToString("PUT /files with x-a, x-b from https://a.example");
  }
}
