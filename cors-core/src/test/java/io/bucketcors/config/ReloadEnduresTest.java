package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsRule;
import io.smallrye.config.PropertiesConfigSource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reloading goes on whatever happens in one turn of it, and nobody waits for a store. */
class ReloadEnduresTest {
  private static CorsPolicies policies(String origin) {
    return CorsPolicies.of(CorsPolicy.of(CorsRule.allow(origin).methods("GET").build()));
  }

  @Test
  void replacingDoesNotWaitForAReloadThatReads() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicReference<@Nullable CorsPolicies> next =
        new AtomicReference<>(policies("https://a.example"));
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> {
              CorsPolicies given = next.get();
              if (given == null) {
                reading.countDown();
                await(answer);
                throw new IllegalStateException("down");
              }
              return given;
            });
    next.set(null);
    Thread reload = new Thread(source::reload);
    reload.start();
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
    try {
      Thread replace = new Thread(() -> source.replace(policies("https://b.example")));
      replace.start();
      replace.join(5_000);
      assertThat(replace.isAlive()).isFalse();
      assertThat(source.current().version()).isEqualTo(policies("https://b.example").version());
    } finally {
      answer.countDown();
      reload.join(10_000);
    }
    assertThat(source.current().version()).isEqualTo(policies("https://b.example").version());
    assertThat(source.refused()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // What a supplier of somebody's may do.
  void aSupplierThatGivesNullIsRefused() {
    AtomicReference<CorsPolicies> next = new AtomicReference<>(policies("https://a.example"));
    ReloadableCorsPolicies source = ReloadableCorsPolicies.from(next::get);
    next.set(null);
    assertThat(source.reload()).isInstanceOf(Refused.class);
    assertThat(source.current().version()).isEqualTo(policies("https://a.example").version());
    assertThatThrownBy(() -> source.replace(null)).isInstanceOf(NullPointerException.class);
    assertThat(source.current().version()).isEqualTo(policies("https://a.example").version());
    next.set(policies("https://b.example"));
    assertThat(source.reload()).isInstanceOf(Applied.class);
  }

  /** Errors of a log handler, of a listener and of the store, each in a turn of its own. */
  @Test
  void theBackgroundThreadOutlivesAnything() throws Exception {
    Map<String, String> values = new ConcurrentHashMap<>();
    values.put("bucketcors.rules[0].allowed-origins", "https://a.example");
    values.put("bucketcors.rules[0].allowed-methods", "GET");
    AtomicReference<@Nullable Error> error = new AtomicReference<>();
    ConfigSource store =
        new ConfigSource() {
          @Override
          public Set<String> getPropertyNames() {
            Error thrown = error.getAndSet(null);
            if (thrown != null) {
              throw thrown;
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
        };
    Handler failing =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            throw new AssertionError("a full disk");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.bucketcors");
    ClassLoader loader =
        SmallRyeTest.registered(
            "",
            store,
            new PropertiesConfigSource(Map.of("bucketcors.reload-interval", "PT0.02S"), "app", 90));
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder()
            .classLoader(loader)
            .listener(
                new CorsListener() {
                  @Override
                  public void reloaded(io.bucketcors.CorsReload outcome) {
                    throw new StackOverflowError("a listener");
                  }
                })
            .build()) {
      error.set(new NoClassDefFoundError("gone"));
      until(() -> source.refused() > 0);
      logger.addHandler(failing);
      logger.setUseParentHandlers(false);
      values.put("bucketcors.rules[0].allowed-origins", "nonsense");
      long refused = source.refused();
      until(() -> source.refused() > refused);
      logger.removeHandler(failing);
      values.put("bucketcors.rules[0].allowed-origins", "https://c.example");
      until(() -> source.current().version().equals(policies("https://c.example").version()));
    } finally {
      logger.removeHandler(failing);
      logger.setUseParentHandlers(true);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.holds(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.holds()).isTrue();
  }

  /** So that a fleet that was started at once does not ask its store at once. */
  @Test
  void theFirstWaitIsSpreadOverOneInterval() {
    Duration interval = Duration.ofSeconds(10);
    int[] tenths = new int[10];
    for (int i = 0; i < 2_000; i++) {
      long wait = ReloadSchedule.first(interval);
      assertThat(wait).isBetween(1L, interval.toNanos());
      tenths[(int) ((wait - 1) * 10 / interval.toNanos())]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(100, 300);
    }
    assertThat(ReloadSchedule.first(Duration.ZERO)).isZero();
  }
}
