package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsReload.Unchanged;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A config store behind MicroProfile Config that goes down and comes back. */
class StoreOutageTest {
  private static final Map<String, String> RULES =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://a.example",
          "bucketcors.rules[0].allowed-methods", "GET,HEAD",
          "bucketcors.buckets.files.rules[0].allowed-origins", "*",
          "bucketcors.buckets.files.rules[0].allowed-methods", "GET,HEAD");

  private final Store store = new Store("store", 500);
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
          .containsExactly("rules-vanished");
      assertThat(((Refused) outcome).problems().get(0).message()).contains("store");
      assertThat(source.current().defaultBucket().rules()).hasSize(1);
      source.reload();
      assertThat(log.at(Level.SEVERE)).hasSize(1);
    }

    store.values.putAll(RULES);
    assertThat(source.reload()).isInstanceOf(Unchanged.class);
    assertThat(source.refused()).isEqualTo(1);
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

  /** What was packaged with the app, for development, and is wider. */
  private static final Map<String, String> PACKAGED =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "http://localhost:*",
          "bucketcors.rules[0].allowed-methods", "GET,PUT,DELETE",
          "bucketcors.rules[0].allowed-headers", "*",
          "bucketcors.rules[0].allow-credentials", "true");

  /** What a store may have held alone before it went down. */
  static Stream<Map<String, String>> whatAStoreHeld() {
    return Stream.of(
        RULES,
        Map.of("bucketcors.rules[0].max-age-seconds", "5"),
        Map.of("bucketcors.enabled", "false"),
        Map.of("bucketcors.preflight-status", "200"),
        Map.of(
            "bucketcors.buckets.files.rules[0].allowed-origins", "*",
            "bucketcors.buckets.files.rules[0].allowed-methods", "GET"),
        Map.of("bucketcors.rules-document", "[]"));
  }

  @ParameterizedTest
  @MethodSource("whatAStoreHeld")
  void packagedRulesBelowAStoreThatIsDownNeverComeIntoForce(Map<String, String> held) {
    store.values.clear();
    store.values.putAll(held);
    PropertiesConfigSource packaged = new PropertiesConfigSource(PACKAGED, "packaged", 100);
    for (boolean throwing : new boolean[] {false, true}) {
      try (ReloadableCorsPolicies below = SmallRyeTest.source("", packaged, store)) {
        String version = below.current().version();
        store.failing = throwing;
        store.values.clear();

        assertThat(below.reload()).isInstanceOf(Refused.class);
        assertThat(below.current().version()).isEqualTo(version);
        assertThat(below.reload()).isInstanceOf(Refused.class);

        store.failing = false;
        store.values.putAll(held);
        assertThat(below.reload()).isInstanceOf(Unchanged.class);
        assertThat(below.refused()).isEqualTo(1);
      }
    }
  }

  @Test
  void switchingOffBelowAStoreThatIsDownCountsNeither() {
    PropertiesConfigSource packaged =
        new PropertiesConfigSource(Map.of("bucketcors.enabled", "true"), "packaged", 100);
    Store upper = new Store("upper", 600);
    upper.values.put("bucketcors.enabled", "true");
    try (ReloadableCorsPolicies below = SmallRyeTest.source("", packaged, store, upper)) {
      upper.values.clear();
      store.values.put("bucketcors.enabled", "false");
      assertThat(below.reload()).isInstanceOf(Refused.class);
      assertThat(below.current().enabled()).isTrue();
    }
  }

  @Test
  void anEditWithinASourceIsNoOutage() {
    store.values.clear();
    store.values.put(
        "bucketcors.rules-document",
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://c.example</AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>");
    store.values.put("bucketcors.buckets.files.rules", "");

    assertThat(source.reload()).isInstanceOf(Applied.class);
    assertThat(source.current().defaultBucket().rules().get(0).allowedOrigins())
        .containsExactly("https://c.example");
  }

  private static final class Store implements ConfigSource {
    private final String name;
    private final int ordinal;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private volatile boolean failing;

    Store(String name, int ordinal) {
      this.name = name;
      this.ordinal = ordinal;
    }

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
      return name;
    }

    @Override
    public int getOrdinal() {
      return ordinal;
    }
  }
}
