package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsStatus.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorsStatusTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void saysWhatCameOfTheLastLookAndWhen() {
    CorsStatus status =
        CorsStatus.builder().outcome(Outcome.REFUSED, NOON.plusSeconds(5)).lastGood(NOON).build();
    assertThat(status.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(status.at()).isEqualTo(NOON.plusSeconds(5));
    assertThat(status.lastGood()).isEqualTo(NOON);
  }

  @Test
  void countsReloads() {
    CorsStatus status = CorsStatus.builder().reloads(7, 5, 3).build();
    assertThat(status.applied()).isEqualTo(7);
    assertThat(status.unchanged()).isEqualTo(5);
    assertThat(status.refused()).isEqualTo(3);
  }

  /** An alert on what may grant must not be blind to sources that do not say. */
  @Test
  void countsChangesOfWhichNothingIsSaidAsIncomparable() {
    CorsStatus status =
        CorsStatus.builder()
            .reloads(10, 0, 0)
            .changes(Change.WIDER, Map.of(Change.SAME, 1L, Change.NARROWER, 2L, Change.WIDER, 3L))
            .build();
    assertThat(status.change()).isEqualTo(Change.WIDER);
    assertThat(status.applied(Change.SAME)).isEqualTo(1);
    assertThat(status.applied(Change.NARROWER)).isEqualTo(2);
    assertThat(status.applied(Change.WIDER)).isEqualTo(3);
    assertThat(status.applied(Change.INCOMPARABLE)).isEqualTo(4);
    assertThat(CorsStatus.builder().build().change()).isNull();
  }

  @Test
  void isOneLineForPeople() {
    CorsStatus.Builder status =
        CorsStatus.builder().outcome(Outcome.APPLIED, NOON).reloads(4, 3, 2);
    assertThat(status.build())
        .hasToString("APPLIED at 2026-01-01T12:00:00Z, 4 applied, 3 unchanged, 2 refused");
    CorsProblem problem =
        new CorsProblem.Warning(
            CorsProblemType.METHOD_CASE, CorsLocation.inCode("files"), "put", "", "why", "");
    assertThat(status.problems(List.of(problem, problem)).build())
        .hasToString(
            "APPLIED at 2026-01-01T12:00:00Z, 4 applied, 3 unchanged, 2 refused, 2 problems");
  }
}
