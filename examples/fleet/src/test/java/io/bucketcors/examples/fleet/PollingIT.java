package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Measures what nodes promise that look every second: at the store, or at a mounted file. */
@TestInstance(Lifecycle.PER_CLASS)
class PollingIT {
  private static final String EVERY_SECOND = "-Dbucketcors.reload-interval=PT1S";
  private static final double REACHED_MILLIS = 1500;
  private static final int CHANGES = 8;
  private static final int POLLING = 4;
  private static final int READING = 5;

  private final ExecutorService beside = Executors.newCachedThreadPool();
  private TestFleet test;
  private Path mounted;

  @BeforeAll
  void start() throws Exception {
    test = new TestFleet(PollingIT.class);
    test.launch(POLLING, "poll", EVERY_SECOND);
    mounted = Files.createDirectories(test.fleet.folder().resolve("mounted"));
    Files.createSymbolicLink(mounted.resolve("rules.xml"), Path.of("..data", "rules.xml"));
    mount(test.written.get());
    test.launch(
        READING, "file", EVERY_SECOND, "-Dbucketcors.rules-location=" + mounted + "/rules.xml");
    await(test.written.get());
  }

  @AfterAll
  void end() throws Exception {
    beside.shutdownNow();
    test.close();
  }

  /**
   * Changes the mounted file as Kubernetes does with a ConfigMap: a new folder, then another link
   * to it. The writer pauses within the file, which nobody reads by then.
   */
  private void mount(int number) throws Exception {
    Path version = Path.of("..v" + number);
    Path file = Files.createDirectories(mounted.resolve(version)).resolve("rules.xml");
    Files.writeString(file, Documents.head(number));
    TimeUnit.MILLISECONDS.sleep(150);
    Files.writeString(file, Documents.tail(number), StandardOpenOption.APPEND);
    Path link = Files.createSymbolicLink(mounted.resolve("..tmp"), version);
    Files.move(
        link,
        mounted.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Integer> ports() {
    return List.of(test.fleet.port(POLLING), test.fleet.port(READING));
  }

  private long await(int number) throws Exception {
    return test.nodes.await(ports(), number);
  }

  @Test
  void aChangeIsSeenWithinTheIntervalAndMixesNothing() throws Exception {
    List<Double> reached = new ArrayList<>();
    try (Load load = Load.on(ports(), new Judge(test.written).asks())) {
      for (int i = 0; i < CHANGES; i++) {
        int number = test.written.incrementAndGet();
        Future<Long> seen = beside.submit((Callable<Long>) () -> await(number));
        mount(number);
        long start = System.nanoTime();
        test.publisher.publish(Documents.of(number));
        reached.add((seen.get() - start) / 1e6);
        // Anywhere within the next interval.
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1000));
      }
      System.out.printf(
          "%d answers during %d polled changes; both have it: %s%n",
          load.answers(), CHANGES, Load.summary(Load.sorted(reached)));
      assertThat(load.faults()).isEmpty();
    }
    assertThat(reached).allSatisfy(millis -> assertThat(millis).isLessThan(REACHED_MILLIS));
  }

  @Test
  void anUnchangedPollIsOneRequestAndAWatchIsNone() throws Exception {
    long polls = Status.of(test.fleet.port(POLLING)).reloads();
    long requests = requests();
    TimeUnit.SECONDS.sleep(6);
    long polled = Status.of(test.fleet.port(POLLING)).reloads() - polls;
    long sent = requests() - requests;
    System.out.printf("%d polls, %d requests at the store%n", polled, sent);
    assertThat(polled).isBetween(4L, 8L);
    // One poll may lie between the two readings at either end.
    assertThat(sent).isBetween(1L, polled + 1);
  }

  @Test
  void anOutageChangesNothingForAPollEither() throws Exception {
    int number = test.written.get();
    try (Load load = Load.on(List.of(test.fleet.port(POLLING)), new Judge(test.written).asks())) {
      test.fleet.killStore();
      // Longer than a session lasts.
      TimeUnit.SECONDS.sleep(10);
      Status away = Status.of(test.fleet.port(POLLING));
      assertThat(away.isRefused()).isTrue();
      assertThat(away.json()).contains("rules-vanished");
      test.fleet.startStore();
      test.written.set(number + 1);
      test.publisher.publish(Documents.of(number + 1));
      test.nodes.await(List.of(test.fleet.port(POLLING)), number + 1);
      assertThat(load.faults()).isEmpty();
    }
    mount(number + 1);
    await(number + 1);
  }

  /** How often the store has been asked for the node, by its own count. */
  private long requests() throws IOException {
    String[] store = test.fleet.store().split(":", -1);
    try (Connection connection = Connection.to(Integer.parseInt(store[1]))) {
      connection.write("mntr");
      Matcher count =
          Pattern.compile("zk_cnt_bucketcors_read_per_namespace\\s+(\\d+)")
              .matcher(connection.rest());
      assertThat(count.find()).isTrue();
      return Long.parseLong(count.group(1));
    }
  }
}
