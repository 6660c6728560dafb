package io.bucketcors.benchmarks.start;

import io.bucketcors.benchmarks.endtoend.Container;
import io.bucketcors.benchmarks.endtoend.RunningApp;
import io.bucketcors.benchmarks.endtoend.Variant;
import io.bucketcors.benchmarks.report.Results;
import io.bucketcors.benchmarks.run.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Times starts, of the rules alone and of an app up to its first answer, and weighs rules. */
public final class StartRun {
  /** One MiB, the most that a document may have, holds no 10,000. */
  public static final int DOCUMENT_RULES = 8_000;

  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.OURS, Variant.OURS_CONFIGURED, Variant.SPRING);

  private StartRun() {}

  /** The variants that are started. */
  public static List<Variant> variants() {
    return VARIANTS;
  }

  /** How many rules a source is measured with. */
  public static List<Integer> counts(Source source) {
    return switch (source) {
      case CODE -> List.of(10, DOCUMENT_RULES, 10_000);
      case DOCUMENT -> List.of(10, DOCUMENT_RULES);
      default -> List.of(10, 10_000);
    };
  }

  /**
   * Runs all.
   *
   * @param times JVMs of each kind
   * @param starts starts in each
   */
  public static void run(int times, int starts, Results results)
      throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      System.out.printf("starts, %d of %d%n", i + 1, times);
      for (Source source : Source.values()) {
        for (int rules : counts(source)) {
          results.addLines(
              Jvm.run(
                  List.of("-Xmx1g"),
                  ColdStart.class,
                  source.name(),
                  String.valueOf(rules),
                  String.valueOf(starts)));
        }
      }
      for (Container container : Container.values()) {
        for (Variant variant : VARIANTS) {
          results.add(name(container, variant), firstAnswer(container, variant));
        }
      }
    }
    results.addLines(
        Jvm.run(
            List.of("-Djol.magicFieldOffset=true", "-Djdk.attach.allowAttachSelf=true"),
            Memory.class));
  }

  /** What the names of all its figures start with. */
  public static List<String> names() {
    return List.of("start/", "memory/");
  }

  /** The name of its figures. */
  public static String name(Container container, Variant variant) {
    return "start/" + container + "/" + variant;
  }

  /** Milliseconds from the start of a process to its first answer. */
  private static double firstAnswer(Container container, Variant variant) throws IOException {
    List<String> options = new ArrayList<>();
    if (variant == Variant.OURS_CONFIGURED) {
      for (int i = 0; i < 10; i++) {
        String rule = "-Dbucketcors.rules[" + i + "].";
        options.add(rule + "allowed-origins=https://site" + i + ".example");
        options.add(rule + "allowed-methods=GET,HEAD,PUT");
      }
    }
    long start = System.nanoTime();
    try (RunningApp app = RunningApp.start(container, variant, options)) {
      String granted = app.get();
      double millis = (System.nanoTime() - start) / 1e6;
      if (granted.isEmpty() != (variant == Variant.NONE)) {
        throw new IllegalStateException(variant + " granted '" + granted + "'");
      }
      return millis;
    }
  }
}
