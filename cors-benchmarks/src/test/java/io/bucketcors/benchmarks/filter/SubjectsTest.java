package io.bucketcors.benchmarks.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.benchmarks.filter.FilterScenario.Expected;
import io.bucketcors.benchmarks.filter.FilterScenario.Group;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is measured doing nothing: each answers as it should, before any time is taken. */
class SubjectsTest {
  /** Those of thousands of rules and of attacks take peers their time: {@code -Dthorough=true}. */
  static Stream<FilterScenario> scenarios() {
    return Arrays.stream(FilterScenario.values())
        .filter(
            scenario ->
                scenario.group() == Group.MAIN
                    || scenario.group() == Group.SHAPE
                    || Boolean.getBoolean("thorough"));
  }

  static Stream<List<Object>> cells() {
    return scenarios()
        .flatMap(
            scenario ->
                Arrays.stream(Subject.values())
                    .filter(subject -> subject != Subject.FLOOR && subject.has(scenario))
                    .map(subject -> List.<Object>of(subject, scenario)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void answersAsItShouldNowAndTheNextTime(List<Object> cell) {
    FilterScenario scenario = (FilterScenario) cell.get(1);
    Exchange exchange = ((Subject) cell.get(0)).exchange(scenario);
    exchange.run();
    Answer first = exchange.answer();
    assertThat(first.fault(scenario)).isNull();
    exchange.run();
    assertThat(exchange.answer()).isEqualTo(first);
  }

  @Test
  void theFloorDoesTheThreeThingsItIsMadeOf() {
    Exchange exchange = Subject.FLOOR.exchange(FilterScenario.GET_EXACT);
    exchange.run();
    assertThat(exchange.answer().header("Access-Control-Allow-Origin"))
        .isEqualTo("https://site0.example");
    assertThat(exchange.answer().passedOn()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whoDoesNotCheckGrantsTheOriginAllTheSame(FilterScenario scenario) {
    for (Subject subject : Subject.values()) {
      if (subject == Subject.FLOOR
          || subject == Subject.SPRING
          || !subject.has(scenario)
          || scenario.expected() != Expected.DENIED) {
        continue;
      }
      Exchange exchange = subject.exchange(scenario);
      exchange.run();
      String granted = exchange.answer().header("Access-Control-Allow-Origin");
      assertThat(granted == null)
          .as("%s checks %s", subject, scenario)
          .isEqualTo(subject.checks(scenario));
    }
  }

  @Test
  void springChecksEachNameAndGrantsTheListedOnes() {
    Exchange exchange = Subject.SPRING.exchange(FilterScenario.HEADERS_200_LINES_LIST_3);
    exchange.run();
    assertThat(exchange.answer().header("Access-Control-Allow-Headers"))
        .contains("authorization", "content-type", "x-requested-with")
        .doesNotContain("x-unlisted");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void oursVariesWhereverTheAnswerDoes(FilterScenario scenario) {
    String expected =
        scenario == FilterScenario.GET_ANY
            ? null
            : scenario.call().isPreflight()
                ? "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
                : "Origin";
    assertThat(vary(Subject.OURS, scenario)).isEqualTo(expected);
  }

  /** What docs/performance.md says of them. */
  @Test
  void someSendNoVaryWhereTheAnswerDoesVary() {
    for (Subject subject : List.of(Subject.VERTX, Subject.QUARKUS, Subject.THETRANSACTIONCOMPANY)) {
      assertThat(vary(subject, FilterScenario.NO_ORIGIN)).as("%s", subject).isNull();
    }
    assertThat(vary(Subject.QUARKUS, FilterScenario.ORIGINS_100_HIT)).isNull();
    assertThat(vary(Subject.VERTX, FilterScenario.ORIGINS_100_HIT)).isEqualTo("origin");
    assertThat(vary(Subject.THETRANSACTIONCOMPANY, FilterScenario.GET_EXACT)).isEqualTo("Origin");
  }

  private static @Nullable String vary(Subject subject, FilterScenario scenario) {
    Exchange exchange = subject.exchange(scenario);
    exchange.run();
    return exchange.answer().header("Vary");
  }

  @Test
  void attacksAreAsLongAsTheyAreSaidToBe() {
    for (FilterScenario scenario : FilterScenario.values()) {
      if (scenario.group() == Group.ATTACK && scenario.name().startsWith("HEADERS_")) {
        List<String> lines = scenario.call().requestHeaders();
        assertThat(lines).hasSize(scenario.name().contains("200_LINES") ? 200 : 1);
        assertThat(String.join(",", lines)).hasSizeBetween(16_000, 16_384);
      }
    }
  }
}
