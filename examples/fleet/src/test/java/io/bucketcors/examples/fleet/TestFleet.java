package io.bucketcors.examples.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A running fleet whose rules are numbered documents. Below the store's rules lie packaged ones
 * that are wider, as they do on many a class path.
 */
final class TestFleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final Fleet fleet;
  final Publisher publisher;
  final Nodes nodes;

  /** The number of the document that was written last. */
  final AtomicInteger written = new AtomicInteger(1);

  /**
   * Starts store, nodes and cache.
   *
   * @param test by whose name the folder is called that keeps all logs
   */
  TestFleet(Class<?> test) throws Exception {
    Path folder = Path.of("target", "fleets", test.getSimpleName());
    remove(folder);
    fleet = new Fleet(folder, classPath());
    try {
      nodes = new Nodes(fleet);
      fleet.startStore();
      publisher = new Publisher(fleet.store());
      publisher.publish(Documents.of(written.get()));
      for (int node = 1; node <= Fleet.NODES; node++) {
        watching(node);
      }
      nodes.await(written.get());
      fleet.startCache();
      // The first changes find code that has not been compiled yet.
      for (int i = 0; i < 5; i++) {
        change();
      }
    } catch (Exception | Error e) {
      fleet.close();
      throw e;
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String classPath() {
    return Path.of("target", "test-classes", "wide").toAbsolutePath()
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }

  /** Starts a node that watches, and waits for nothing. */
  Program watching(int node, String... options) throws IOException {
    return launch(node, "watch", options);
  }

  Program launch(int node, String how, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(how, fleet.store()));
    all.addAll(List.of(options));
    return fleet.launchNode(node, all);
  }

  /** Writes another document, and waits until all nodes have it. */
  void change() throws Exception {
    int number = written.incrementAndGet();
    publisher.publish(Documents.of(number));
    nodes.await(number);
  }

  /** Waits until something holds; what cannot be asked yet counts as not. */
  static void until(String what, Callable<Boolean> holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Exception last = null;
    while (System.nanoTime() - end < 0) {
      try {
        if (holds.call()) {
          return;
        }
      } catch (Exception notYet) {
        last = notYet;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new AssertionError("not in time: " + what, last);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    publisher.close();
    nodes.close();
    fleet.close();
  }
}
