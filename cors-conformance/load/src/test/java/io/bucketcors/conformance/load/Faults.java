package io.bucketcors.conformance.load;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What went wrong: all of it counted, the first of it kept. Thread-safe. */
final class Faults {
  private static final int KEPT = 20;

  private final AtomicLong count = new AtomicLong();
  private final Queue<String> first = new ConcurrentLinkedQueue<>();

  void add(String fault) {
    if (count.incrementAndGet() <= KEPT) {
      first.add(fault);
    }
  }

  long count() {
    return count.get();
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
