package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told who write a method or a header's name that is none. */
class NamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | remove it, or write a name such as Content-Type",
        "' ' | remove it, or write a name such as Content-Type",
        "Content-Type: | write Content-Type",
        "x-a:b | write x-a",
        "x@a | write the name alone, such as Content-Type, without a colon or a blank",
        ":path | write the name alone, such as Content-Type, without a colon or a blank"
      })
  void headersHaveNamesWithoutWhatIsAroundThem(String header, String fix) {
    CorsRule rule =
        CorsRule.allow("https://a.example").methods("GET", "HEAD").headers(header).build();
    CorsProblem problem = onlyProblem(CorsDialect.STANDARD, rule);
    assertThat(problem.code()).isEqualTo("header-not-a-token");
    assertThat(problem.fix()).isEqualTo(fix);
  }

  @Test
  void whatIsNoNameIsToldNothingElse() {
    CorsRule.Builder rule = CorsRule.allow("https://a.example").methods("GET", "HEAD");
    assertThat(onlyProblem(CorsDialect.STANDARD, rule.headers("sec-@*a*").build()).code())
        .isEqualTo("header-not-a-token");
    CorsRule.Builder other = CorsRule.allow("https://a.example").methods("GET", "HEAD");
    assertThat(onlyProblem(CorsDialect.STANDARD, other.expose("x@*").build()).code())
        .isEqualTo("header-not-a-token");
  }

  @Test
  void methodsMayHoldABar() {
    assertThat(check(CorsDialect.STANDARD, method("x|y"))).isEmpty();
    assertThat(onlyProblem(CorsDialect.STANDARD, method("GET|put")).code())
        .isEqualTo("method-several-values");
  }

  @Test
  void aWildcardOfMethodsStandsAlone() {
    for (String method : List.of("*ET", "G*", "**")) {
      assertThat(onlyProblem(CorsDialect.STANDARD, method(method)).code())
          .as(method)
          .isEqualTo("method-wildcard");
    }
  }

  @Test
  void eachStoreHasASentenceOfItsOwnForAMethodThatItLacks() {
    assertThat(onlyProblem(CorsDialect.S3, method("PATCH")).explanation())
        .startsWith("S3 refuses a rule with this method, and dialect s3 refuses preflights");
    assertThat(onlyProblem(CorsDialect.COS, method("PATCH")).explanation())
        .startsWith("COS documents no rule with this method, and dialect cos refuses preflights");
  }

  private static CorsRule method(String method) {
    return CorsRule.allow("https://a.example").methods(method).build();
  }

  private static CorsProblem onlyProblem(CorsDialect dialect, CorsRule rule) {
    List<CorsProblem> problems = check(dialect, rule);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static List<CorsProblem> check(CorsDialect dialect, CorsRule rule) {
    return CorsPolicy.builder().dialect(dialect).rule(rule).check();
  }
}
