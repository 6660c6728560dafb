package io.bucketcors.examples.fleet;

import io.bucketcors.examples.fleet.Judge.Ask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Clients of the nodes that ask in turn, at a steady pace, and judge every answer. */
final class Load implements AutoCloseable {
  private static final int CLIENTS_OF_A_NODE = 2;
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FAULTS_KEPT = 20;

  /** One answer's time. */
  record Taken(long at, long nanos) {}

  private final List<Ask> asks;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private Load(List<Ask> asks) {
    this.asks = asks;
  }

  static Load on(List<Integer> ports, List<Ask> asks) {
    Load load = new Load(asks);
    for (int port : ports) {
      for (int i = 0; i < CLIENTS_OF_A_NODE; i++) {
        Thread thread = new Thread(() -> load.run(port), "client-of-" + port);
        thread.setDaemon(true);
        thread.start();
        load.threads.add(thread);
      }
    }
    return load;
  }

  private void run(int port) {
    try (Client client = new Client(port)) {
      long next = System.nanoTime();
      for (int i = 0; !over; i++, next += PERIOD_NANOS) {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        one(client, port, asks.get(i % asks.size()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      fault("closing failed: " + e);
    }
  }

  private void one(Client client, int port, Ask ask) {
    long start = System.nanoTime();
    String fault = ask.fault(client);
    taken.add(new Taken(start, System.nanoTime() - start));
    if (fault != null) {
      fault("port " + port + ": " + fault);
    }
  }

  private void fault(String fault) {
    if (faults.size() < FAULTS_KEPT) {
      faults.add(fault);
    }
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  int answers() {
    return taken.size();
  }

  /** The times in milliseconds of what was asked between two moments. */
  double[] millis(long from, long to) {
    return taken.stream()
        .filter(one -> one.at() - from >= 0 && one.at() - to < 0)
        .mapToDouble(one -> one.nanos() / 1e6)
        .sorted()
        .toArray();
  }

  /** Of sorted values the one that 99 % do not exceed. */
  static double p99(double[] sorted) {
    return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
  }

  static double[] sorted(List<Double> millis) {
    return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  static String summary(double[] sorted) {
    return "p50 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(sorted[sorted.length / 2], p99(sorted), sorted[sorted.length - 1]);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
