package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Asks all nodes of a fleet at once what is in force there. */
final class Nodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Fleet fleet;
  private final ExecutorService askers = Executors.newCachedThreadPool();

  Nodes(Fleet fleet) {
    this.fleet = fleet;
  }

  List<Integer> ports() {
    return IntStream.rangeClosed(1, Fleet.NODES).map(fleet::port).boxed().toList();
  }

  List<Status> statuses() throws Exception {
    return all(ports(), Status::of);
  }

  /** The one version that all nodes have. */
  String version() throws Exception {
    List<String> versions = statuses().stream().map(Status::version).distinct().toList();
    assertThat(versions).hasSize(1);
    return versions.get(0);
  }

  /** Whether all nodes have one version by now. */
  boolean agree() throws Exception {
    return statuses().stream().map(Status::version).distinct().count() == 1;
  }

  /** Whether a node grants by this document. */
  static boolean grantsBy(Client client, int number) throws IOException {
    String origin = Documents.originOf(number);
    RawResponse answer = client.send("GET", "/objects/a.txt", "Origin: " + origin);
    return origin.equals(answer.header("Access-Control-Allow-Origin"));
  }

  /** Until all nodes grant by a document; returns the moment when the last of them did. */
  long await(int number) throws Exception {
    return await(ports(), number);
  }

  long await(List<Integer> ports, int number) throws Exception {
    List<Long> moments = all(ports, port -> awaitOne(port, number));
    long first = moments.get(0);
    return first + moments.stream().mapToLong(moment -> moment - first).max().orElseThrow();
  }

  private static long awaitOne(int port, int number) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    try (Client client = new Client(port)) {
      while (System.nanoTime() - end < 0) {
        try {
          if (grantsBy(client, number)) {
            return System.nanoTime();
          }
        } catch (IOException notYet) {
          last = ": " + notYet;
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
    throw new AssertionError("port " + port + " does not grant by document " + number + last);
  }

  /** What is asked of one port. */
  @FunctionalInterface
  interface Question<T> {
    T ask(int port) throws Exception;
  }

  <T> List<T> all(List<Integer> ports, Question<T> question) throws Exception {
    List<Callable<T>> asked = new ArrayList<>();
    for (int port : ports) {
      asked.add(() -> question.ask(port));
    }
    List<T> answers = new ArrayList<>();
    for (Future<T> answer : askers.invokeAll(asked)) {
      answers.add(answer.get());
    }
    return answers;
  }

  @Override
  public void close() {
    askers.shutdownNow();
  }
}
