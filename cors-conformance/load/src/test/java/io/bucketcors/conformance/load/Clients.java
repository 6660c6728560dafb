package io.bucketcors.conformance.load;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that each send whatever comes, on a connection of their own, and judge every answer. */
final class Clients implements AutoCloseable {
  static final int CONNECTIONS = 64;

  private final List<Ask> asks;
  private final Rules rules;
  private final Faults faults;
  private final long periodNanos;
  private final AtomicLong answered = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final List<KeptConnection> connections = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param rate requests a second, over all connections
   */
  Clients(List<Ask> asks, Rules rules, Faults faults, int rate) {
    this.asks = asks;
    this.rules = rules;
    this.faults = faults;
    this.periodNanos = TimeUnit.SECONDS.toNanos(CONNECTIONS) / rate;
  }

  void start(int port) {
    // All at the same beats: requests that never meet would show little.
    long start = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      KeptConnection connection = new KeptConnection(port);
      connections.add(connection);
      Thread thread = new Thread(() -> run(connection, start), "client-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void run(KeptConnection connection, long start) {
    try {
      for (long next = start; !over; next += periodNanos) {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        one(connection, asks.get(ThreadLocalRandom.current().nextInt(asks.size())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void one(KeptConnection connection, Ask ask) {
    Set<RuleSet> inForce = new HashSet<>(rules.inForce());
    String fault;
    try {
      RawResponse answer = connection.send(ask);
      inForce.addAll(rules.inForce());
      fault = ask.fault(answer, inForce);
      answered.incrementAndGet();
    } catch (IOException | RuntimeException e) {
      fault = ask.name() + ": no answer: " + e;
    }
    if (fault != null) {
      faults.add(fault);
    }
  }

  long answered() {
    return answered.get();
  }

  /** Sends nothing more; the connections stay open. */
  void stop() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    for (KeptConnection connection : connections) {
      connection.close();
    }
  }
}
