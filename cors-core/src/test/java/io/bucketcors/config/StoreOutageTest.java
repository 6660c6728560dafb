package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsReload.Unchanged;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A config store behind MicroProfile Config that goes down and comes back. */
class StoreOutageTest {
  private static final Map<String, String> RULES =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://a.example",
          "bucketcors.rules[0].allowed-methods", "GET,HEAD",
          "bucketcors.buckets.files.rules[0].allowed-origins", "*",
          "bucketcors.buckets.files.rules[0].allowed-methods", "GET,HEAD");

  private final Store store = new Store();
  private ReloadableCorsPolicies source;

  @BeforeEach
  void startWithRules() {
    store.values.putAll(RULES);
    source = SmallRyeTest.source("", store);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void keepsTheLastGoodRulesWhileTheStoreAnswersWithNothing() {
    try (LogOf log = new LogOf()) {
      store.values.clear();
      CorsReload outcome = source.reload();
      assertThat(outcome).isInstanceOf(Refused.class);
      assertThat(((Refused) outcome).problems())
          .extracting(CorsProblem::code)
          .containsExactly("rules-vanished", "rules-vanished");
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
      source.reload();
      assertThat(log.at(Level.SEVERE)).hasSize(1);
    }

    store.values.putAll(RULES);
    assertThat(source.reload()).isInstanceOf(Unchanged.class);
    assertThat(source.refused()).isEqualTo(2);
  }

  @Test
  void keepsTheLastGoodRulesWhileTheStoreThrows() {
    store.failing = true;
    CorsReload outcome = source.reload();
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).problems())
        .extracting(CorsProblem::code)
        .containsExactly("source-unreadable");
    assertThat(source.current().defaultBucket().rules()).hasSize(1);

    store.failing = false;
    assertThat(source.reload()).isInstanceOf(Unchanged.class);
  }

  @Test
  void aNamedBucketAloneDoesNotVanishEither() {
    store.values.keySet().removeIf(name -> name.startsWith("bucketcors.buckets."));

    assertThat(source.reload()).isInstanceOf(Refused.class);
    assertThat(source.current().named("files")).isNotNull();
  }

  @Test
  void noticesAKeyThatIsNew() {
    store.values.put("bucketcors.rules[1].allowed-origins", "https://b.example");
    store.values.put("bucketcors.rules[1].allowed-methods", "GET,HEAD");

    assertThat(source.reload()).isInstanceOf(Applied.class);
    assertThat(source.current().defaultBucket().rules()).hasSize(2);
  }

  @Test
  void rulesAreSwitchedOffOnPurpose() {
    store.values.clear();
    store.values.put("bucketcors.enabled", "false");

    assertThat(source.reload()).isInstanceOf(Applied.class);
    assertThat(source.current().enabled()).isFalse();
  }

  private static final class Store implements ConfigSource {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private volatile boolean failing;

    @Override
    public Set<String> getPropertyNames() {
      if (failing) {
        throw new IllegalStateException("no connection");
      }
      return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
      return values.get(name);
    }

    @Override
    public String getName() {
      return "store";
    }

    @Override
    public int getOrdinal() {
      return 500;
    }
  }
}
