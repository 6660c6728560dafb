package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key without effect is told of, and none is a reason to govern an app. */
class EffectlessKeysTest {
  private static final Map<String, String> RULE =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://a.example",
          "bucketcors.rules[0].allowed-methods", "GET,HEAD");

  private static Map<String, String> ruleAnd(String key, String value) {
    Map<String, String> all = new TreeMap<>(RULE);
    all.put(key, value);
    return all;
  }

  private static List<String> codes(CorsPolicySource source) {
    try (source) {
      return source.status().problems().stream().map(CorsProblem::code).toList();
    }
  }

  private static CorsPolicySources.Builder builder(Map<String, String> settings) {
    return CorsPolicySources.builder().settings(settings, "map").microProfile(false);
  }

  @Test
  void anIntervalOfRulesThatAreReadOnceIsAWarningAtItsKey() {
    Map<String, String> settings = ruleAnd("bucketcors.reload-interval", "PT5S");
    try (CorsPolicySource source = CorsPolicySources.of(settings)) {
      assertThat(source.status().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("reload-interval-unused");
                assertThat(problem.isError()).isFalse();
                assertThat(problem.location().property()).isEqualTo("bucketcors.reload-interval");
                assertThat(problem.location().source()).isEqualTo("map");
              });
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
    }
  }

  @Test
  void anIntervalThatHasAnEffectIsNone() {
    Map<String, String> settings = ruleAnd("bucketcors.reload-interval", "PT5S");
    assertThat(codes(builder(settings).reload(Reload.ON_DEMAND).build())).isEmpty();
    assertThat(codes(builder(settings).build())).isEmpty();
    assertThat(codes(CorsPolicySources.of(ruleAnd("bucketcors.reload-interval", "PT0S"))))
        .isEmpty();
    assertThat(codes(CorsPolicySources.of(RULE))).isEmpty();
  }

  /** What cors-servlet-auto reads before there is a source is no unknown key. */
  @ParameterizedTest
  @ValueSource(strings = {"bucketcors.auto.contexts", "BUCKETCORS_AUTO_CONTEXTS"})
  void theContextsOfAWholeServerAreNoUnknownKey(String key) {
    assertThat(codes(CorsPolicySources.of(ruleAnd(key, "/a")))).isEmpty();
    assertThat(builder(Map.of(key, "/a")).isConfigured()).isFalse();
  }

  @Test
  void whatHasAKeyOfTheLibrarysIsConfigured() {
    assertThat(builder(Map.of()).isConfigured()).isFalse();
    assertThat(builder(Map.of("other.key", "x")).isConfigured()).isFalse();
    assertThat(builder(RULE).isConfigured()).isTrue();
    assertThat(builder(Map.of("bucketcors.rules", "")).isConfigured()).isTrue();
    assertThat(builder(Map.of("BUCKETCORS_DIALECT", "s3")).isConfigured()).isTrue();
  }

  /** A misspelt key has to be told, and a variable that Kubernetes sets for a service has not. */
  @Test
  void aMisspeltKeyIsConfiguredAndAStrangersVariableIsNot() {
    assertThat(builder(Map.of("bucketcors.rule[0].origins", "x")).isConfigured()).isTrue();
    assertThat(builder(Map.of("BUCKETCORS_SERVICE_HOST", "10.0.0.1")).isConfigured()).isFalse();
  }
}
