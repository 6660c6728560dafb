package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Measures what nodes that watch the store promise. */
@TestInstance(Lifecycle.PER_CLASS)
class FleetIT {
  private static final double REACHED_MILLIS = 250;
  private static final int CHANGES = 60;
  private static final int PAUSE_WITHIN_A_CHANGE_MILLIS = 150;
  private static final int OUTAGE_SECONDS = 60;
  private static final int LOG_LINES = 5;
  private static final double START_SECONDS = 5;
  private static final int ANSWERS_A_SECOND = 200;

  private final ExecutorService beside = Executors.newCachedThreadPool();
  private TestFleet test;
  private Fleet fleet;
  private Nodes nodes;
  private Judge judge;

  @BeforeAll
  void start() throws Exception {
    test = new TestFleet(FleetIT.class);
    fleet = test.fleet;
    nodes = test.nodes;
    judge = new Judge(test.written);
  }

  @AfterAll
  void end() throws Exception {
    beside.shutdownNow();
    test.close();
  }

  @Test
  void aChangeReachesAllNodesAtOnceAndMixesNothing() throws Exception {
    List<Double> reached = new ArrayList<>();
    List<Double> agreed = new ArrayList<>();
    String before = nodes.version();
    try (Load load = Load.on(nodes.ports(), judge.asks())) {
      for (int i = 0; i < CHANGES; i++) {
        long beat = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        int number = test.written.get() + 1;
        String document = Documents.head(number);
        if (i % 2 == 1) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_WITHIN_A_CHANGE_MILLIS);
        }
        document += Documents.tail(number);
        test.written.set(number);
        Future<Long> seen = beside.submit((Callable<Long>) () -> nodes.await(number));
        long start = System.nanoTime();
        test.publisher.publish(document);
        reached.add((seen.get() - start) / 1e6);
        String version = nodes.version();
        agreed.add((System.nanoTime() - start) / 1e6);
        assertThat(version).isNotEqualTo(before);
        before = version;
        TimeUnit.NANOSECONDS.sleep(beat - System.nanoTime());
      }
      System.out.printf(
          "%d answers during %d changes; reached all nodes: %s; they agree: %s%n",
          load.answers(),
          CHANGES,
          Load.summary(Load.sorted(reached)),
          Load.summary(Load.sorted(agreed)));
      assertThat(load.faults()).isEmpty();
      assertThat(load.answers()).isGreaterThan(CHANGES * ANSWERS_A_SECOND);
    }
    assertThat(Load.p99(Load.sorted(reached))).isLessThanOrEqualTo(REACHED_MILLIS);
    assertThat(Load.p99(Load.sorted(agreed))).isLessThanOrEqualTo(REACHED_MILLIS);
  }

  @Test
  void nothingFailsWidensOrSlowsDownWhileTheStoreIsAway() throws Exception {
    test.change();
    try (Load load = Load.on(nodes.ports(), judge.asks())) {
      TimeUnit.SECONDS.sleep(1);
      long quiet = System.nanoTime();
      TimeUnit.SECONDS.sleep(8);
      // By now the last change has been logged everywhere, which comes after it is in force.
      List<Integer> lines = lines();
      long killed = System.nanoTime();
      fleet.killStore();
      TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
      long back = System.nanoTime();
      // The store's source gives nothing by now, and that is refused.
      assertThat(nodes.statuses())
          .allSatisfy(status -> assertThat(status.json()).containsIgnoringCase("rules-vanished"));
      fleet.startStore();
      TestFleet.until(
          "all nodes hear from the store again",
          () -> nodes.statuses().stream().noneMatch(status -> status.isRefused()));
      List<Integer> said = lines();
      for (int i = 0; i < said.size(); i++) {
        said.set(i, said.get(i) - lines.get(i));
      }
      test.change();
      double[] before = load.millis(quiet, killed);
      double[] during = load.millis(killed, back);
      System.out.printf(
          "%d answers around an outage; before: %s; during: %s; log lines: %s%n",
          load.answers(), Load.summary(before), Load.summary(during), said);
      assertThat(load.faults()).isEmpty();
      assertThat(during).hasSizeGreaterThan(OUTAGE_SECONDS * ANSWERS_A_SECOND);
      assertThat(Load.p99(during)).isLessThanOrEqualTo(2 * Load.p99(before) + 10);
      assertThat(said).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(LOG_LINES));
    }
  }

  /** How many lines each node has logged. */
  private List<Integer> lines() throws IOException {
    List<Integer> lines = new ArrayList<>();
    for (int node = 1; node <= Fleet.NODES; node++) {
      lines.add(Files.readAllLines(fleet.node(node).log()).size());
    }
    return lines;
  }

  @Test
  void aNodeStartsWithTheLastGoodRulesOrNotAtAllWhileTheStoreIsDead() throws Exception {
    test.change();
    fleet.killStore();
    fleet.node(2).kill();
    restart(2);
    // Longer than a session lasts that never came about.
    TimeUnit.SECONDS.sleep(8);
    assertThat(judge.faultsOf(fleet.port(2))).isEmpty();
    for (String lastGood : List.of("", fleet.folder().resolve("absent").toString())) {
      Program refused = test.watching(9, "-Dbucketcors.last-good=" + lastGood);
      assertThat(refused.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.process().exitValue()).isEqualTo(2);
    }
    fleet.startStore();
    test.change();
    assertThat(judge.faultsOf(fleet.port(2))).isEmpty();
  }

  /** Starts a node, which has to grant by the last document in time, and by nothing wider. */
  private void restart(int node) throws Exception {
    long start = System.nanoTime();
    test.watching(node);
    double seconds = (nodes.await(List.of(fleet.port(node)), test.written.get()) - start) / 1e9;
    System.out.printf("a start with the last good rules: %.1f s%n", seconds);
    assertThat(seconds).isLessThanOrEqualTo(START_SECONDS);
    assertThat(judge.faultsOf(fleet.port(node))).isEmpty();
  }

  @Test
  void aBadChangeIsRefusedByAllNodesAndSurvivedByARestart() throws Exception {
    test.change();
    String version = nodes.version();
    for (String bad :
        List.of(
            Documents.of(7).replace(Documents.A, Documents.A + "/"),
            Documents.head(7),
            "rules: none",
            "",
            Documents.of(7).replace(Documents.A, "https://*.github.io"))) {
      List<Status> before = nodes.statuses();
      test.publisher.publish(bad);
      for (int i = 0; i < before.size(); i++) {
        int port = fleet.port(i + 1);
        long refused = before.get(i).refused();
        TestFleet.until(bad + " is refused", () -> Status.of(port).refused() > refused);
        assertThat(Status.of(port).isRefused()).isTrue();
        assertThat(judge.faultsOf(port)).as(bad).isEmpty();
      }
      assertThat(nodes.version()).as(bad).isEqualTo(version);
    }
    fleet.node(1).kill();
    restart(1);
    assertThat(nodes.version()).isEqualTo(version);
    // The watch has it read the bad document once more than the start.
    assertThat(Status.of(fleet.port(1)).outcome()).isIn("LAST_GOOD", "REFUSED");
    test.change();
    assertThat(nodes.version()).isNotEqualTo(version);
  }
}
