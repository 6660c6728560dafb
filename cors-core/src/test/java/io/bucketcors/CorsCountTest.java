package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CorsCountTest {
  private static final List<Supplier<CorsCount>> COUNTS =
      List.of(
          () -> new CorsCount("files", true, CorsReason.ALLOWED, 1, "app", 7),
          () -> new CorsCount("other", true, CorsReason.ALLOWED, 1, "app", 7),
          () -> new CorsCount("files", false, CorsReason.ALLOWED, 1, "app", 7),
          () -> new CorsCount("files", true, CorsReason.NOT_CORS, 1, "app", 7),
          () -> new CorsCount("files", true, CorsReason.ALLOWED, 2, "app", 7),
          () -> new CorsCount("files", true, CorsReason.ALLOWED, 1, "web", 7),
          () -> new CorsCount("files", true, CorsReason.ALLOWED, 1, null, 7),
          () -> new CorsCount("files", true, CorsReason.ALLOWED, 1, "app", 8));

  @Test
  void isTheSameWhereAllPartsAre() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < COUNTS.size(); i++) {
      CorsCount count = COUNTS.get(i).get();
      for (int j = 0; j < COUNTS.size(); j++) {
        assertThat(count.equals(COUNTS.get(j).get())).as("%d and %d", i, j).isEqualTo(i == j);
      }
      assertThat(count).hasSameHashCodeAs(COUNTS.get(i).get()).isNotEqualTo("files");
      hashes.add(count.hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(COUNTS.size() / 2);
  }

  @Test
  void saysWhatWasCounted() {
    CorsCount count = COUNTS.get(0).get();
    assertThat(count.bucket()).isEqualTo("files");
    assertThat(count.isPreflight()).isTrue();
    assertThat(count.outcome()).isEqualTo("allowed");
    assertThat(count.reason()).isEqualTo(CorsReason.ALLOWED);
    assertThat(count.ruleIndex()).isEqualTo(1);
    assertThat(count.ruleId()).isEqualTo("app");
    assertThat(count.count()).isEqualTo(7);
    assertThat(count).hasToString("files preflight ALLOWED by rule 1 app: 7");
  }

  @Test
  void namesTheFirstRuleAndNoneWhereNoneAllowed() {
    assertThat(new CorsCount("default", false, CorsReason.ALLOWED, 0, null, 1))
        .hasToString("default request ALLOWED by rule 0: 1");
    CorsCount denied = new CorsCount("default", false, CorsReason.MALFORMED_ORIGIN, -1, null, 2);
    assertThat(denied.ruleIndex()).isEqualTo(-1);
    assertThat(denied.ruleId()).isNull();
    assertThat(denied).hasToString("default request MALFORMED_ORIGIN: 2");
  }
}
