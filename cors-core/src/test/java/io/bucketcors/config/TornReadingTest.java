package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Unchanged;
import io.bucketcors.CorsRule;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A config source that changes between two questions, as a file or a store may. */
class TornReadingTest {
  private static final Map<String, String> OLD = rules("https://old.example", "X-Old");
  private static final Map<String, String> NEW = rules("https://new.example", "X-New");

  private static Map<String, String> rules(String origin, String exposed) {
    return Map.of(
        "bucketcors.rules[0].allowed-origins", origin,
        "bucketcors.rules[0].allowed-methods", "GET,HEAD",
        "bucketcors.rules[0].expose-headers", exposed);
  }

  private static CorsRule rule(String origin, String exposed) {
    return CorsRule.allow(origin).methods("GET", "HEAD").expose(exposed).build();
  }

  @Test
  void neverPutsHalfOfAChangeInForce() {
    for (int asked = 0; asked < 10; asked++) {
      Moving moving = new Moving();
      try (ReloadableCorsPolicies source = SmallRyeTest.source("", moving)) {
        moving.changeAfter(asked);
        // A change behind the last question is the next reload's.
        while (source.reload() instanceof Unchanged) {
          assertThat(source.current().defaultBucket().rules())
              .containsExactly(rule("https://old.example", "X-Old"));
        }
        assertThat(source.current().defaultBucket().rules())
            .as("changed at question " + asked)
            .containsExactly(rule("https://new.example", "X-New"));
        assertThat(source.refused()).isZero();
      }
    }
  }

  @Test
  void neverStartsWithHalfOfAChange() {
    for (int asked = 0; asked < 10; asked++) {
      Moving moving = new Moving();
      moving.changeAfter(asked);
      try (ReloadableCorsPolicies source = SmallRyeTest.source("", moving)) {
        assertThat(source.current().defaultBucket().rules())
            .as("changed at question " + asked)
            .containsAnyOf(
                rule("https://old.example", "X-Old"), rule("https://new.example", "X-New"));
      }
    }
  }

  @Test
  void doesNotWaitForASourceThatNeverRests() {
    Restless restless = new Restless();
    try (ReloadableCorsPolicies source = SmallRyeTest.source("", restless)) {
      assertThat(source.reload()).isInstanceOf(Applied.class);
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
    }
  }

  /** Holds the old rules until a number of questions has been answered, then the new ones. */
  private static final class Moving extends Source {
    private long left = Long.MAX_VALUE;

    void changeAfter(int questions) {
      left = questions;
    }

    @Override
    Map<String, String> values() {
      return left-- > 0 ? OLD : NEW;
    }
  }

  /** Says something else every time. */
  private static final class Restless extends Source {
    private int asked;

    @Override
    Map<String, String> values() {
      return rules("https://old.example", "X-" + asked++);
    }
  }

  private abstract static class Source implements ConfigSource {
    abstract Map<String, String> values();

    @Override
    public Set<String> getPropertyNames() {
      return values().keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
      return name.startsWith("bucketcors.") ? values().get(name) : null;
    }

    @Override
    public String getName() {
      return "moving";
    }

    @Override
    public int getOrdinal() {
      return 500;
    }
  }
}
