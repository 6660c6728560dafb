package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing comes after the rules are in force, and a fault in it must not look like a refusal. */
class ReloadComparisonTest {
  private static final CorsPolicies BEFORE = CorsPolicies.disabled();
  private static final CorsPolicies IN_FORCE =
      CorsPolicies.of(CorsPolicy.of(CorsRule.allow("https://a.example").methods("GET").build()));

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void aFaultInComparingIsAnIncomparableChangeThatSaysSo(Class<? extends Throwable> kind) {
    CorsReload.Applied reload =
        new CorsReload.Applied(
            BEFORE,
            IN_FORCE,
            (before, after) -> {
              throw sneaky(kind);
            });
    CorsComparison comparison = reload.comparison();
    assertThat(comparison.change()).isEqualTo(Change.INCOMPARABLE);
    assertThat(comparison.complete()).isFalse();
    assertThat(comparison.scope()).contains("comparing failed", kind.getSimpleName());
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.text()).startsWith("incomparable");
    assertThat(reload.inForce()).isSameAs(IN_FORCE);
  }

  @Test
  void comparesOnceAndOnlyWhenAsked() {
    AtomicInteger compared = new AtomicInteger();
    CorsReload.Applied reload =
        new CorsReload.Applied(
            BEFORE,
            IN_FORCE,
            (before, after) -> {
              compared.incrementAndGet();
              return CorsPolicies.compare(before, after);
            });
    assertThat(compared).hasValue(0);
    assertThat(reload.comparison().change()).isEqualTo(Change.WIDER);
    assertThat(reload.comparison()).isSameAs(reload.comparison());
    assertThat(compared).hasValue(1);
  }

  private static RuntimeException sneaky(Class<? extends Throwable> kind) {
    try {
      return ReloadComparisonTest.<RuntimeException>thrown(
          kind.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked") // throws it whatever it is
  private static <T extends Throwable> RuntimeException thrown(Throwable e) throws T {
    throw (T) e;
  }
}
