package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Kind;
import org.junit.jupiter.api.Test;

class CorsComparisonTest {
  private static final CorsRule READ = CorsRule.allow("https://app.example").methods("GET").build();

  @Test
  void callsTheSameRulesTheSame() {
    CorsComparison comparison = compare(READ, READ);
    assertThat(comparison.change()).isEqualTo(Change.SAME);
    assertThat(comparison.complete()).isTrue();
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void callsOneMoreMethodWider() {
    CorsRule write = READ.toBuilder().methods("PUT").build();
    CorsComparison comparison = compare(READ, write);
    assertThat(comparison.change()).isEqualTo(Change.WIDER);
    assertThat(comparison.differences()).hasSize(1);
    Difference difference = comparison.differences().get(0);
    assertThat(difference.kind()).isEqualTo(Kind.GRANTED);
    assertThat(difference.before().reason()).isEqualTo(CorsReason.METHOD_NOT_ALLOWED);
    assertThat(difference.after().ruleIndex()).isZero();
    assertThat(compare(write, READ).change()).isEqualTo(Change.NARROWER);
  }

  private static CorsComparison compare(CorsRule before, CorsRule after) {
    return CorsPolicy.compare(CorsPolicy.of(before), CorsPolicy.of(after));
  }
}
