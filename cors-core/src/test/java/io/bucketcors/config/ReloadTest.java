package io.bucketcors.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsReload.Unchanged;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  @TempDir Path folder;
  private Path document;

  @BeforeEach
  void writeADocument() throws IOException {
    document = folder.resolve("cors.json");
    write("https://a.example");
  }

  @Test
  void putsAChangedDocumentInForceAndKeepsItWhenTheNextIsBroken() throws IOException {
    try (LogOf log = new LogOf();
        ReloadableCorsPolicies source = source(Reload.NEVER, new CorsListener() {})) {
      assertThat(source.reload()).isInstanceOf(Unchanged.class);

      write("https://b.example");
      assertThat(source.reload()).isInstanceOf(Applied.class);
      assertThat(origins(source)).containsExactly("https://b.example");

      write("https://b.example/");
      CorsReload refused = source.reload();
      assertThat(refused).isInstanceOf(Refused.class);
      assertThat(((Refused) refused).problems())
          .extracting(CorsProblem::code)
          .contains("origin-trailing-slash");
      assertThat(source.reload()).isEqualTo(refused);
      assertThat(origins(source)).containsExactly("https://b.example");
      assertThat(log.at(Level.SEVERE)).hasSize(1);
      assertThat(log.at(Level.SEVERE).get(0)).contains("https://b.example/", "line 1", "column");

      write("https://b.example");
      assertThat(source.reload()).isInstanceOf(Unchanged.class);
      assertThat(List.of(source.applied(), source.unchanged(), source.refused()))
          .containsExactly(1L, 3L, 1L);
    }
  }

  @Test
  void keepsTheLastGoodRulesWhenTheDocumentIsGone() throws IOException {
    try (ReloadableCorsPolicies source = source(Reload.NEVER, new CorsListener() {})) {
      Files.delete(document);

      assertThat(source.reload()).isInstanceOf(Refused.class);
      assertThat(origins(source)).containsExactly("https://a.example");
    }
  }

  @Test
  void removesRulesByADocumentWithoutRules() throws IOException {
    try (ReloadableCorsPolicies source = source(Reload.NEVER, new CorsListener() {})) {
      Files.writeString(document, "[]");

      assertThat(source.reload()).isInstanceOf(Applied.class);
      assertThat(source.current().defaultBucket().rules()).isEmpty();
    }
  }

  @Test
  void aBackgroundThreadNoticesAChangeAndEndsWithTheSource() throws Exception {
    Recorder recorder = new Recorder();
    ReloadableCorsPolicies source = source(Reload.BACKGROUND_THREAD, recorder);
    write("https://b.example");

    recorder.awaitApplied();
    assertThat(origins(source)).containsExactly("https://b.example");
    Thread thread = recorder.thread();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread).isNotSameAs(Thread.currentThread());

    source.close();
    source.close();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void onDemandARequestStartsAThreadThatEndsAfterOneReload() throws Exception {
    Recorder recorder = new Recorder();
    try (ReloadableCorsPolicies source = source(Reload.ON_DEMAND, recorder)) {
      assertThat(reloadThreads()).isEmpty();
      write("https://b.example");

      Thread thread = null;
      while (thread == null) {
        source.current();
        CorsReload outcome = recorder.outcomes.poll(10, TimeUnit.MILLISECONDS);
        thread = outcome instanceof Applied ? recorder.thread() : null;
      }
      assertThat(thread).isNotSameAs(Thread.currentThread());
      assertThat(thread.isDaemon()).isTrue();
      assertThat(origins(source)).containsExactly("https://b.example");

      source.close();
      thread.join();
      source.current();
      for (Thread other : reloadThreads()) {
        other.join();
      }
      source.current();
      assertThat(reloadThreads()).isEmpty();
    }
  }

  @Test
  void startsNothingWhereTheIntervalIsZero() {
    Map<String, String> never = Map.of("bucketcors.reload-interval", "PT0S");
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder().settings(never, "map").microProfile(false).build()) {
      source.current();
      assertThat(reloadThreads()).isEmpty();
    }
  }

  @Test
  void aListenerThatThrowsChangesNothing() throws IOException {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("on purpose"),
            new AssertionError("on purpose"),
            new NoClassDefFoundError("on/Purpose"),
            new StackOverflowError("on purpose"),
            new IOException("on purpose"))) {
      CorsListener thrower =
          new CorsListener() {
            @Override
            public void reloaded(CorsReload outcome) {
              throwAny(thrown);
            }
          };
      write("https://a.example");
      try (ReloadableCorsPolicies source = source(Reload.NEVER, thrower)) {
        write("https://b.example");
        assertThat(source.reload()).as("%s", thrown).isInstanceOf(Applied.class);
        assertThat(source.reload()).as("%s", thrown).isInstanceOf(Unchanged.class);
        assertThat(source.applied()).isEqualTo(1);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aSupplierThatThrowsAnErrorIsRefusedAndAskedAgain() {
    CorsPolicies first = policies("https://a.example");
    CorsPolicies second = policies("https://b.example");
    Deque<Supplier<CorsPolicies>> answers = new ArrayDeque<>();
    answers.add(() -> first);
    answers.add(
        () -> {
          throw new NoClassDefFoundError("on/Purpose");
        });
    answers.add(() -> second);
    ReloadableCorsPolicies source = ReloadableCorsPolicies.from(() -> answers.remove().get());
    assertThat(source.reload()).isInstanceOf(Refused.class);
    assertThat(source.current()).isSameAs(first);
    assertThat(source.reload()).isEqualTo(new Applied(first, second));
  }

  @Test
  void aListenerCannotReloadFromWithinAReload() {
    CorsPolicies first = policies("https://a.example");
    CorsPolicies second = policies("https://b.example");
    AtomicReference<@Nullable ReloadableCorsPolicies> itself = new AtomicReference<>();
    List<String> seen = new ArrayList<>();
    CorsListener again =
        new CorsListener() {
          @Override
          public void reloaded(CorsReload outcome) {
            ReloadableCorsPolicies source = requireNonNull(itself.get());
            for (Runnable call : List.<Runnable>of(source::reload, () -> source.replace(first))) {
              try {
                call.run();
              } catch (IllegalStateException refused) {
                seen.add(String.valueOf(refused.getMessage()));
              }
            }
          }
        };
    AtomicReference<CorsPolicies> database = new AtomicReference<>(first);
    ReloadableCorsPolicies source = ReloadableCorsPolicies.from(database::get, again);
    itself.set(source);
    database.set(second);
    assertThat(source.reload()).isEqualTo(new Applied(first, second));
    assertThat(source.current()).isSameAs(second);
    assertThat(seen).hasSize(2).allMatch(text -> text.contains("within a reload"));
  }

  @Test
  void readsNothingAfterItIsClosed() {
    CorsPolicies first = policies("https://a.example");
    AtomicInteger readings = new AtomicInteger();
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> {
              readings.incrementAndGet();
              return readings.get() == 1 ? first : policies("https://b.example");
            });
    source.close();
    assertThat(source.reload()).isEqualTo(new Unchanged(first));
    assertThat(source.current()).isSameAs(first);
    assertThat(readings).hasValue(1);
    assertThat(source.unchanged()).isZero();
  }

  @Test
  void whatWasReadWhileItWasClosedIsNotPutInForce() {
    CorsPolicies first = policies("https://a.example");
    AtomicReference<@Nullable ReloadableCorsPolicies> itself = new AtomicReference<>();
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> {
              ReloadableCorsPolicies opened = itself.get();
              if (opened == null) {
                return first;
              }
              opened.close();
              return policies("https://b.example");
            });
    itself.set(source);
    assertThat(source.reload()).isEqualTo(new Unchanged(first));
    assertThat(source.current()).isSameAs(first);
  }

  @Test
  void codeReplacesRulesAndRemovesThem() {
    CorsPolicies first = policies("https://a.example");
    CorsPolicies second = policies("https://b.example");
    ReloadableCorsPolicies source = ReloadableCorsPolicies.of(first);

    assertThat(source.replace(second)).isEqualTo(new Applied(first, second));
    assertThat(source.current()).isSameAs(second);
    assertThat(source.reload()).isEqualTo(new Unchanged(second));
    assertThat(source.replace(CorsPolicies.of(CorsPolicy.of()))).isInstanceOf(Applied.class);
    assertThat(source.current().defaultBucket().rules()).isEmpty();
  }

  @Test
  void asksADatabaseAgainAndKeepsTheRulesWhileItIsDown() {
    CorsPolicies first = policies("https://a.example");
    AtomicReference<@Nullable CorsPolicies> database = new AtomicReference<>(first);
    ReloadableCorsPolicies source =
        ReloadableCorsPolicies.from(
            () -> {
              CorsPolicies policies = database.get();
              if (policies == null) {
                throw new IllegalStateException("database is down\nreally");
              }
              return policies;
            });

    assertThat(source.reload()).isInstanceOf(Unchanged.class);
    database.set(null);
    CorsReload refused = source.reload();
    assertThat(refused).isInstanceOf(Refused.class);
    assertThat(((Refused) refused).problems().get(0).message())
        .contains("IllegalStateException", "database is down\\u000areally");
    assertThat(source.current()).isSameAs(first);
    database.set(first);
    assertThat(source.reload()).isInstanceOf(Unchanged.class);
    database.set(policies("https://b.example"));
    assertThat(source.reload()).isInstanceOf(Applied.class);
  }

  private ReloadableCorsPolicies source(Reload how, CorsListener listener) {
    return CorsPolicySources.builder()
        .settings(
            Map.of(
                "bucketcors.rules-location",
                document.toString(),
                "bucketcors.reload-interval",
                "PT0.01S"),
            "map")
        .microProfile(false)
        .reload(how)
        .listener(listener)
        .build();
  }

  private void write(String origin) throws IOException {
    Path next = folder.resolve("next.json");
    Files.write(
        next,
        """
        [{"AllowedOrigins": ["%s"], "AllowedMethods": ["GET", "HEAD"]}]
        """
            .formatted(origin)
            .getBytes(UTF_8));
    Files.move(next, document, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> origins(ReloadableCorsPolicies source) {
    return source.current().defaultBucket().rules().get(0).allowedOrigins();
  }

  private static CorsPolicies policies(String origin) {
    return CorsPolicies.of(CorsPolicy.of(CorsRule.allow(origin).methods("GET", "HEAD").build()));
  }

  private static List<Thread> reloadThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("bucketcors-reload"))
        .toList();
  }

  /** Keeps outcomes and the thread that told of the last. */
  private static final class Recorder implements CorsListener {
    private final BlockingQueue<CorsReload> outcomes = new LinkedBlockingQueue<>();
    private volatile Thread thread = Thread.currentThread();

    @Override
    public void reloaded(CorsReload outcome) {
      thread = Thread.currentThread();
      outcomes.add(outcome);
    }

    Thread thread() {
      return thread;
    }

    void awaitApplied() throws InterruptedException {
      CorsReload outcome;
      do {
        outcome = outcomes.take();
      } while (!(outcome instanceof Applied));
    }
  }
}
