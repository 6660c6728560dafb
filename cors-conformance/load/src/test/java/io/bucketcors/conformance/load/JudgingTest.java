package io.bucketcors.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How answers and heaps are judged, without any server. */
class JudgingTest {
  private static final RawResponse BY_ONE = answer("X-Expose-One", "Vary: Origin");

  private static RawResponse answer(String exposed, String vary) {
    return new RawResponse(
        200,
        List.of(
            "Date: today",
            "Access-Control-Allow-Origin: https://both.example",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: " + exposed,
            "Bucket-Cors: allowed; rule=one; bucket=default; version=0123456789ab",
            vary),
        "ok");
  }

  private static Ask plain() throws Exception {
    return Ask.all().stream()
        .filter(ask -> ask.name().equals("exact origin of both"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAnswerIsRightByTheRulesInForceOnly() throws Exception {
    assertThat(plain().fault(BY_ONE, Set.of(RuleSet.ONE))).isNull();
    assertThat(plain().fault(BY_ONE, RuleSet.BOTH)).isNull();
    assertThat(plain().fault(BY_ONE, Set.of(RuleSet.TWO))).isNotNull();
  }

  @Test
  void anAnswerThatMixesRuleSetsIsWrong() throws Exception {
    RawResponse mixed = answer("X-Expose-Two", "Vary: Origin");
    assertThat(plain().fault(mixed, RuleSet.BOTH)).contains("X-Expose-Two");
  }

  @Test
  void aMissingOrDoubledVaryIsWrong() throws Exception {
    assertThat(plain().fault(answer("X-Expose-One", "X: y"), RuleSet.BOTH)).isNotNull();
    assertThat(plain().fault(answer("X-Expose-One", "Vary: Origin, Origin"), RuleSet.BOTH))
        .isNotNull();
  }

  @Test
  void everyRequestHasAnAnswerByBothRuleSets() throws Exception {
    assertThat(Ask.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(ask -> assertThat(ask.expected()).containsOnlyKeys(RuleSet.values()));
  }

  @Test
  void aHeapThatRisesIsNotFlatHoweverItSways() {
    HeapTrend flat = new HeapTrend();
    HeapTrend rising = new HeapTrend();
    for (int i = 0; i < 90; i++) {
      long sway = i * 7_919L % 900_000;
      flat.add(10_000_000 + sway);
      rising.add(10_000_000 + sway + i * 100_000L);
    }
    assertThat(flat.isFlat()).isTrue();
    assertThat(rising.isFlat()).isFalse();
  }
}
