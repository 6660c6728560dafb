package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsRule;
import io.bucketcors.CorsStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** A reload says in one word whether it grants anything. */
class ReloadChangeTest {
  private static final CorsRule READ = CorsRule.allow("https://a.example").methods("GET").build();
  private static final CorsRule WRITE = READ.toBuilder().methods("PUT").build();
  private static final CorsRule OTHER = CorsRule.allow("https://b.example").methods("GET").build();

  @Test
  void theLogLineOfEachReloadHasTheWord() {
    ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies(READ));
    try (LogOf log = new LogOf()) {
      source.replace(policies(WRITE));
      source.replace(policies(READ));
      source.replace(policies(OTHER));
      source.replace(policies(OTHER.toBuilder().maxAgeSeconds(600).build()));
      source.replace(CorsPolicies.disabled());
      assertThat(log.at(Level.INFO))
          .satisfiesExactly(
              line ->
                  assertThat(line).startsWith("CORS rules replaced, now in force, change wider,"),
              line -> assertThat(line).contains("now in force, change narrower, version "),
              line -> assertThat(line).contains("now in force, change incomparable, version "),
              line -> assertThat(line).contains("now in force, change same, version "),
              line -> assertThat(line).endsWith("The change is narrower."));
    }
  }

  @Test
  void theStatusCountsChangesByWhatTheyGrant() {
    ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies(READ));
    assertThat(source.status().change()).isNull();
    source.replace(policies(WRITE));
    source.replace(policies(READ));
    source.replace(policies(WRITE));
    CorsStatus status = source.status();
    assertThat(status.change()).isEqualTo(Change.WIDER);
    assertThat(status.applied(Change.WIDER)).isEqualTo(2);
    assertThat(status.applied(Change.NARROWER)).isEqualTo(1);
    assertThat(status.applied(Change.SAME)).isZero();
    assertThat(status.applied(Change.INCOMPARABLE)).isZero();
  }

  /** An alert on what may grant must not be blind to sources that do not say. */
  @Test
  void whatASourceDoesNotSayCountsAsIncomparable() {
    CorsStatus status = CorsStatus.builder().reloads(3, 0, 0).build();
    assertThat(status.applied(Change.INCOMPARABLE)).isEqualTo(3);
  }

  @Test
  void aListenerGetsTheComparisonOnDemandAndOnce() {
    List<CorsReload> heard = new ArrayList<>();
    ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies(READ));
    source.addListener(
        new CorsListener() {
          @Override
          public void reloaded(CorsReload outcome) {
            heard.add(outcome);
          }
        });
    source.replace(policies(WRITE));
    source.reload();
    CorsComparison comparison = heard.get(0).comparison();
    assertThat(comparison.differences()).hasSize(1);
    assertThat(heard.get(0).comparison()).isSameAs(comparison);
    assertThat(comparison.differences()).isSameAs(comparison.differences());
    assertThat(heard.get(1).comparison().change()).isEqualTo(Change.SAME);
  }

  private static CorsPolicies policies(CorsRule rule) {
    return CorsPolicies.of(CorsPolicy.of(rule));
  }
}
