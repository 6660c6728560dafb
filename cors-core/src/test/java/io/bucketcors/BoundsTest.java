package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The last value that is still taken, and the first that is not. */
class BoundsTest {
  private final CorsPolicy any =
      CorsPolicy.of(CorsRule.allow("*").methods("*").headers("*").build());

  @Test
  void takesARequestedMethodOfSixtyFourCharacters() {
    assertThat(reasonOfMethod("M".repeat(64))).isEqualTo(CorsReason.ALLOWED);
    assertThat(reasonOfMethod("M".repeat(65))).isEqualTo(CorsReason.METHOD_NOT_ALLOWED);
  }

  @Test
  void takesAListedMethodOfSixtyFourCharacters() {
    assertThat(check("M".repeat(64))).noneMatch(CorsProblem::isError);
    assertThat(check("M".repeat(65))).extracting(CorsProblem::code).contains("method-too-long");
  }

  @Test
  void takes256RequestedNames() {
    assertThat(reasonOfHeaders(names(256))).isEqualTo(CorsReason.ALLOWED);
    assertThat(reasonOfHeaders(names(257))).isEqualTo(CorsReason.HEADER_NOT_ALLOWED);
  }

  @Test
  void takes8192CharactersOfRequestedHeaders() {
    String name = "x".repeat(8190);
    assertThat(reasonOfHeaders(name + ",a")).isEqualTo(CorsReason.ALLOWED);
    assertThat(reasonOfHeaders(name + ",ab")).isEqualTo(CorsReason.HEADER_NOT_ALLOWED);
  }

  @Test
  void takesAnIdOf255Characters() {
    CorsRule.Builder rule = CorsRule.allow("https://a.example").methods("PUT");
    assertThat(CorsPolicy.builder().rule(rule.id("i".repeat(255)).build()).check()).isEmpty();
    assertThat(CorsPolicy.builder().rule(rule.id("i".repeat(256)).build()).check())
        .extracting(CorsProblem::code)
        .containsExactly("id-too-long");
  }

  private Iterable<CorsProblem> check(String method) {
    return CorsPolicy.builder()
        .rule(CorsRule.allow("https://a.example").methods(method).build())
        .check();
  }

  private CorsReason reasonOfMethod(String method) {
    return any.decide(CorsRequest.preflight("https://a.example", method)).reason();
  }

  private CorsReason reasonOfHeaders(String headers) {
    return any.decide(CorsRequest.preflight("https://a.example", "PUT", headers)).reason();
  }

  private static String names(int count) {
    return "x,".repeat(count - 1) + "x";
  }
}
