package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bucketcors.CorsProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One start tells of every mistake. */
class ManyMistakesTest {

  @Test
  void reportsTenDifferentMistakesEachWithPropertySourceValueAndFix() {
    List<CorsProblem> problems =
        SmallRyeTest.problems(
            "",
            SmallRyeTest.properties(
                """
                bucketcors.rules[0].allowed-origins=https://a.example/,https://a.example:443
                bucketcors.rules[0].allowed-methods=put
                bucketcors.rules[0].max-age-seconds=5m
                bucketcors.rules[1].allowed-origins=*
                bucketcors.rules[1].allowed-methods=GET,HEAD
                bucketcors.rules[1].allow-credentials=true
                bucketcors.rules[1].allowed-header=*
                bucketcors.dialect=aws
                bucketcors.preflight-status=302
                bucketcors.diagnostics=on
                bucketcors.reload-interval=10s
                """));

    assertThat(problems)
        .filteredOn(CorsProblem::isError)
        .extracting(problem -> problem.location().property(), CorsProblem::value, CorsProblem::code)
        .containsExactlyInAnyOrder(
            tuple(
                "bucketcors.rules[0].allowed-origins",
                "https://a.example/",
                "origin-trailing-slash"),
            tuple(
                "bucketcors.rules[0].allowed-origins",
                "https://a.example:443",
                "origin-default-port"),
            tuple("bucketcors.rules[0].allowed-methods", "put", "method-case"),
            tuple("bucketcors.rules[0].max-age-seconds", "5m", "max-age"),
            tuple("bucketcors.rules[1].allowed-origins", "*", "credentials-any-origin"),
            tuple(
                "bucketcors.rules[1].allowed-header",
                "bucketcors.rules[1].allowed-header",
                "unknown-key"),
            tuple("bucketcors.dialect", "aws", "dialect-unknown"),
            tuple("bucketcors.preflight-status", "302", "preflight-status"),
            tuple("bucketcors.diagnostics", "on", "boolean-invalid"),
            tuple("bucketcors.reload-interval", "10s", "duration-invalid"));
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.location().source()).contains("test.properties", "ordinal 100");
              assertThat(problem.fix()).isNotBlank();
              assertThat(problem.message())
                  .contains(
                      problem.location().property(),
                      "test.properties",
                      problem.value(),
                      problem.fix());
            });
  }

  @Test
  void reportsAHundredMistakes() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      rules.append("bucketcors.rules[" + i + "].allowed-origins=https://a" + i + ".example/x\n");
      rules.append("bucketcors.rules[" + i + "].allowed-methods=GET,HEAD,TRACE\n");
    }

    assertThat(MapSourceTest.problems(rules.toString()))
        .filteredOn(CorsProblem::isError)
        .extracting(problem -> problem.location().property())
        .hasSize(100)
        .doesNotHaveDuplicates();
  }

  @Test
  void saysOfAGapOnceHoweverFarTheNextRuleIs() {
    List<CorsProblem> problems =
        MapSourceTest.problems(
            """
            bucketcors.rules[0].allowed-origins=*
            bucketcors.rules[0].allowed-methods=GET,HEAD
            bucketcors.rules[999999999].allowed-origins=https://a.example
            bucketcors.rules[999999999].allowed-methods=put
            """);

    assertThat(problems)
        .filteredOn(CorsProblem::isError)
        .extracting(problem -> problem.location().property(), CorsProblem::code)
        .containsExactly(
            tuple("bucketcors.rules[1]", "rule-missing"),
            tuple("bucketcors.rules[999999999].allowed-methods", "method-case"));
  }

  @Test
  void showsNoRawControlCharacterOfKeysValuesOrSources() {
    List<CorsProblem> problems =
        MapSourceTest.problems(
            "bucketcors.rules[0].allowed-origins=https://a.example\u001b[31m\n"
                + "bucketcors.rules[0].allowed-methods=GET\u0007\n"
                + "bucketcors.no\u0000such\u0085key=x\n"
                + "bucketcors.buckets.\u202e.paths=/x\n");

    assertThat(problems)
        .hasSize(4)
        .extracting(CorsProblem::message)
        .allSatisfy(message -> assertThat(message).matches("[ -~]+"));
  }
}
