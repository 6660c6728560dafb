package io.bucketcors.benchmarks.endtoend;

import static java.util.Objects.requireNonNull;

import io.bucketcors.benchmarks.report.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests a second on loopback, all variants of a container up at a time, one after the other
 * under load, in another order each round.
 */
public final class Load {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.CONSTANT, Variant.OURS, Variant.SPRING, Variant.OWN);

  private Load() {}

  /** The variants that are put under load. */
  public static List<Variant> variants() {
    return VARIANTS;
  }

  /** Whether wrk is installed. */
  public static boolean available() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      process.waitFor();
      return true;
    } catch (IOException missing) {
      return false;
    }
  }

  /** Adds the rate of each variant in each round. */
  public static void run(int rounds, int seconds, Results results)
      throws IOException, InterruptedException {
    for (Container container : Container.values()) {
      Map<Variant, RunningApp> apps = new EnumMap<>(Variant.class);
      try {
        for (Variant variant : VARIANTS) {
          RunningApp app = RunningApp.start(container, variant, List.of("-Xmx256m"));
          apps.put(variant, app);
          check(variant, app);
          rate(app, 3);
        }
        Random random = new Random(15);
        List<Variant> order = new ArrayList<>(VARIANTS);
        for (int round = 0; round < rounds; round++) {
          System.out.printf("%s, round %d of %d%n", container.title(), round + 1, rounds);
          Collections.shuffle(order, random);
          for (Variant variant : order) {
            results.add(name(container, variant), rate(requireNonNull(apps.get(variant)), seconds));
          }
        }
      } finally {
        apps.values().forEach(RunningApp::close);
      }
    }
  }

  /** The name of its figures. */
  public static String name(Container container, Variant variant) {
    return "load/" + container + "/" + variant;
  }

  private static void check(Variant variant, RunningApp app) throws IOException {
    String expected = variant == Variant.NONE ? "" : "https://site0.example";
    if (!app.get().equals(expected)) {
      throw new IllegalStateException(variant + " granted '" + app.get() + "'");
    }
  }

  private static double rate(RunningApp app, int seconds) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c16",
                "-d" + seconds + "s",
                "-H",
                "Origin: https://site0.example",
                app.url())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (process.waitFor() != 0
        || output.contains("Non-2xx")
        || output.contains("Socket errors")
        || !rate.find()) {
      throw new IllegalStateException("wrk failed: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
