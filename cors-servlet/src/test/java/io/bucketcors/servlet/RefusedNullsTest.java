package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import org.junit.jupiter.api.Test;

/** What is public names the null that it refuses. */
@SuppressWarnings("NullAway") // That is the point.
class RefusedNullsTest {
  private final Fakes http = new Fakes();
  private final CorsFilter filter = new CorsFilter(CorsPolicySource.fixed(CorsPolicies.disabled()));

  @Test
  void constructorNamesTheSource() {
    assertThatNullPointerException().isThrownBy(() -> new CorsFilter(null)).withMessage("source");
  }

  @Test
  void initNamesTheConfigurationAlsoWhereItNeedsNone() {
    assertThatNullPointerException().isThrownBy(() -> filter.init(null)).withMessage("config");
    assertThatNullPointerException()
        .isThrownBy(() -> new CorsFilter().init(null))
        .withMessage("config");
  }

  @Test
  void doFilterNamesWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> filter.doFilter(null, http.response(), (request, response) -> {}))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> filter.doFilter(http.request(), null, (request, response) -> {}))
        .withMessage("response");
    assertThatNullPointerException()
        .isThrownBy(() -> filter.doFilter(http.request(), http.response(), null))
        .withMessage("chain");
  }
}
