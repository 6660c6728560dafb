package io.bucketcors.conformance.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One server, from its start to its end. */
final class LoadRun {
  private static final List<String> TELL_TALES =
      List.of("exact origin of both", "bucket docs", "bucket open, any origin", "bucket store");
  private static final int SAMPLES = 45;
  private static final int CYCLES = 5;

  /**
   * On JDK 17 the loader of the app that was under load has been seen to stay on Tomcat after some
   * minutes, while a heap dump showed no reference that leads to it; probably compiled code on the
   * stacks of idle threads. What holds a loader by a reference holds that of each of the apps,
   * since each has had every request.
   */
  private static final int HELD_BY_THE_VM = 1;

  private static final int KINDS_OF_BROKEN = 5;
  private static final int PAUSE_MILLIS = 500;
  private static final String RELOAD_THREAD = "bucketcors-reload";

  private final Settings settings;
  private final ServerUnderLoad server;
  private final List<Ask> asks = Ask.all();
  private final Rules rules;
  private final Faults faults = new Faults();
  private final HeapTrend heap = new HeapTrend();
  private long answers;

  private LoadRun(Settings settings, ServerUnderLoad server, RulesFolder folder)
      throws IOException {
    this.settings = settings;
    this.server = server;
    List<Ask> tellTales = asks.stream().filter(ask -> TELL_TALES.contains(ask.name())).toList();
    this.rules = new Rules(server, folder, tellTales);
  }

  /** Runs it all, and returns what it saw; throws only where it cannot go on. */
  static Report run(Settings settings, Path folder) throws Exception {
    Path source =
        Path.of(Objects.requireNonNull(LoadRun.class.getResource("/rules")).toURI())
            .toAbsolutePath();
    RulesFolder rules = new RulesFolder(source, Files.createDirectories(folder.resolve("rules")));
    rules.put(RuleSet.ONE);
    try (ServerUnderLoad server = ServerUnderLoad.start(settings, folder)) {
      return new LoadRun(settings, server, rules).run();
    }
  }

  private Report run() throws Exception {
    server.command("deploy");
    everyAsk();
    rules.swap();
    everyAsk();
    for (int i = 0; i < KINDS_OF_BROKEN; i++) {
      rules.breakOne();
      everyAsk();
    }
    rules.swap();
    everyAsk();
    String before = server.command("instances");
    try (Clients clients = new Clients(asks, rules, faults, settings.rate())) {
      load(clients);
      // A swap last, as before the load: a bad file leaves its readings until the next one.
      do {
        rules.swap();
      } while (!rules.inForce().equals(Set.of(RuleSet.ONE)));
      everyAsk();
      String after = server.command("instances");
      if (!after.equals(before)) {
        faults.add("instances at rest, before the load: " + before + "; after it: " + after);
      }
      undeploy();
    }
    // The connections are closed by now: Jetty keeps with each the app of its last request.
    int loaders = Integer.parseInt(server.command("loaders"));
    if (loaders > HELD_BY_THE_VM) {
      faults.add("class loaders of undeployed apps that are still there: " + loaders);
      if (settings.seededFault().equals("none")) {
        faults.add("the heap is in " + server.command("dump"));
      }
    }
    if (server.logged("memory leak") > 0) {
      faults.add("the server itself logged a memory leak");
    }
    return new Report(
        settings.server(),
        answers,
        rules.swaps(),
        rules.refusals(),
        heap.toString(),
        CYCLES,
        loaders,
        faults.count(),
        faults.first());
  }

  /** Every request once, with nothing else going on: one rule set is in force for sure. */
  private void everyAsk() throws IOException {
    try (KeptConnection connection = new KeptConnection(server.port())) {
      for (Ask ask : asks) {
        String fault = ask.fault(connection.send(ask), rules.inForce());
        if (fault != null) {
          faults.add("at rest: " + fault);
        }
      }
    }
  }

  private void load(Clients clients) throws Exception {
    clients.start(server.port());
    long end = System.nanoTime() + settings.duration().toNanos();
    Thread changes = new Thread(() -> change(end), "changes");
    changes.setDaemon(true);
    changes.start();
    long pause = settings.duration().toMillis() / SAMPLES;
    while (System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(pause);
      heap.add(Long.parseLong(server.command("heap")));
    }
    changes.join();
    clients.stop();
    answers = clients.answered();
    if (!heap.isFlat()) {
      faults.add("heap rises: " + heap);
    }
  }

  private void change(long end) {
    try {
      if (settings.seededFault().equals("mix")) {
        rules.mix();
        pause();
      }
      while (System.nanoTime() - end < 0) {
        rules.swap();
        pause();
        rules.breakOne();
        pause();
      }
    } catch (IOException | RuntimeException e) {
      faults.add("changes ended: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
  }

  private void undeploy() throws Exception {
    for (int i = 0; i < CYCLES; i++) {
      if (i > 0) {
        server.command("deploy");
        everyAsk();
      }
      String running = server.command("threads");
      if (!running.contains(RELOAD_THREAD)) {
        faults.add("no thread reloads while the app is deployed: " + running);
      }
      server.command("undeploy");
      String left = server.command("threads");
      if (!left.equals("[]")) {
        faults.add("threads left after undeploy: " + left);
      }
    }
  }
}
