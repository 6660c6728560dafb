package io.bucketcors.conformance.load;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Changes the rules on the server's disk, and knows which may be in force. The server notices by
 * itself: what this class sees of it is its answers and its log.
 */
final class Rules {
  private static final String REPLACED = "CORS rules replaced, now in force";
  private static final String REFUSED = "CORS rules refused, the last good ones stay in force";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long PAUSE_MILLIS = 50;

  private final ServerUnderLoad server;
  private final RulesFolder folder;
  private final List<Ask> tellTales;
  private RuleSet last = RuleSet.ONE;
  private volatile Set<RuleSet> inForce = Set.of(RuleSet.ONE);
  private long swaps;
  private long refusals;

  /**
   * @param folder with the files of {@link RuleSet#ONE}, which the server has read
   * @param tellTales for every file a request whose answer tells which set it is of
   */
  Rules(ServerUnderLoad server, RulesFolder folder, List<Ask> tellTales) {
    this.server = server;
    this.folder = folder;
    this.tellTales = tellTales;
  }

  /** The sets by which a request that is sent or answered now may be answered. */
  Set<RuleSet> inForce() {
    return inForce;
  }

  long swaps() {
    return swaps;
  }

  long refusals() {
    return refusals;
  }

  /** Puts the other set in place, and waits until every file of it is in force. */
  void swap() throws IOException, InterruptedException {
    RuleSet next = last.other();
    inForce = RuleSet.BOTH;
    folder.put(next);
    long end = System.nanoTime() + PATIENCE_NANOS;
    try (KeptConnection connection = new KeptConnection(server.port())) {
      for (Ask ask : tellTales) {
        while (ask.fault(connection.send(ask), Set.of(next)) != null) {
          pause(end, "rules " + next + " are not in force: " + ask.name());
        }
      }
    }
    swaps++;
    last = next;
    inForce = Set.of(next);
  }

  /**
   * Breaks a file and mends it when that has been refused; the same rules are in force all along.
   */
  void breakOne() throws IOException, InterruptedException {
    long before = server.logged(REFUSED);
    folder.breakOne();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (server.logged(REFUSED) == before) {
      pause(end, "bad rules are not refused");
    }
    refusals++;
    folder.put(last);
  }

  private static void pause(long end, String complaint) throws InterruptedException {
    if (System.nanoTime() - end > 0) {
      throw new IllegalStateException(complaint);
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
  }

  /** Seeds a fault: puts rules in force that are of neither set, and says nothing of it. */
  void mix() throws IOException, InterruptedException {
    long before = server.logged(REPLACED);
    folder.putMixed();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (server.logged(REPLACED) == before) {
      pause(end, "mixed rules are not in force");
    }
  }
}
