package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that polls through SmallRye's own config source for ZooKeeper, without any code. */
class SmallRyeStoreIT {
  private static final double REACHED_MILLIS = 1500;
  private static final int CHANGES = 6;
  private static final int NODE = 4;

  @Test
  void aChangeIsSeenWithinTheIntervalAndAnOutageChangesNothing() throws Exception {
    try (TestFleet test = new TestFleet(SmallRyeStoreIT.class)) {
      test.launch(
          NODE,
          "smallrye",
          "-Dbucketcors.reload-interval=PT1S",
          "-Dio.smallrye.configsource.zookeeper.url=" + test.fleet.store(),
          "-Dio.smallrye.configsource.zookeeper.applicationId=bucketcors");
      List<Integer> ports = List.of(test.fleet.port(NODE));
      test.nodes.await(ports, test.written.get());

      List<Double> reached = new ArrayList<>();
      try (Load load = Load.on(ports, new Judge(test.written).asks())) {
        for (int i = 0; i < CHANGES; i++) {
          int number = test.written.incrementAndGet();
          long start = System.nanoTime();
          test.publisher.publish(Documents.of(number));
          reached.add((test.nodes.await(ports, number) - start) / 1e6);
          // Anywhere within the next interval.
          TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1000));
        }
        System.out.printf(
            "%d answers during %d changes polled through SmallRye's source: %s%n",
            load.answers(), CHANGES, Load.summary(Load.sorted(reached)));
        assertThat(load.faults()).isEmpty();

        test.fleet.killStore();
        // The source's client is patient: it takes longer than this until the node can know.
        TimeUnit.SECONDS.sleep(8);
        assertThat(load.faults()).isEmpty();
      }
      assertThat(reached).allSatisfy(millis -> assertThat(millis).isLessThan(REACHED_MILLIS));
    }
  }
}
