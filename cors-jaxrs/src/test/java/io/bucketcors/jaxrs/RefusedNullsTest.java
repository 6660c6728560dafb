package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

/** What is public names the null that it refuses. */
@SuppressWarnings("NullAway") // That is the point.
class RefusedNullsTest {
  @Test
  void featureNamesItsSource() {
    assertThatNullPointerException().isThrownBy(() -> new CorsFeature(null)).withMessage("source");
  }

  @Test
  void featureNamesTheContextInWhichItIsConfigured() {
    assertThatNullPointerException()
        .isThrownBy(() -> new CorsFeature().configure(null))
        .withMessage("context");
  }

  @Test
  void bucketFeatureNamesTheMethodAndTheContext() {
    FakeResource resource = new FakeResource(FakeResource.Plain.class, "get");
    assertThatNullPointerException()
        .isThrownBy(() -> new CorsBucketFeature().configure(null, new FakeContext()))
        .withMessage("resource");
    assertThatNullPointerException()
        .isThrownBy(() -> new CorsBucketFeature().configure(resource, null))
        .withMessage("context");
  }
}
