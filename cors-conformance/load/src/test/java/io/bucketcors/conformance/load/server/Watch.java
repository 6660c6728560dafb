package io.bucketcors.conformance.load.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What there is in this JVM: heap, instances, threads, class loaders of apps. */
final class Watch {
  private static final Pattern INSTANCES =
      Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +\\[*L?(io\\.bucketcors\\.(?!conformance)[^ ;]+).*");
  private static final int PATIENCE = 50;
  private static final int MOMENTS = 20;
  private static final long PAUSE_MILLIS = 100;

  private final List<WeakReference<ClassLoader>> apps = new ArrayList<>();

  void add(ClassLoader app) {
    apps.add(new WeakReference<>(app));
  }

  /** Bytes in use after a collection. */
  static long heap() {
    // Twice: what the first finds to be finalised or cleaned is free after the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * How many instances of each of our classes are reachable, at the quietest of several moments: a
   * reload that is under way has more.
   */
  static Map<String, Integer> instances() throws JMException, InterruptedException {
    Map<String, Integer> fewest = histogram();
    for (int i = 0; i < MOMENTS; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      Map<String, Integer> next = histogram();
      fewest = total(next) < total(fewest) ? next : fewest;
    }
    return fewest;
  }

  private static int total(Map<String, Integer> instances) {
    return instances.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> histogram() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    Map<String, Integer> found = new TreeMap<>();
    histogram
        .toString()
        .lines()
        .map(INSTANCES::matcher)
        .filter(Matcher::matches)
        .forEach(line -> found.merge(line.group(2), Integer.valueOf(line.group(1)), Integer::sum));
    return found;
  }

  /** The threads that are ours, or that hold on to an app, by name. */
  List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith("bucketcors")
                    || isOfApp(thread.getContextClassLoader()))
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  private boolean isOfApp(ClassLoader loader) {
    return loader != null && apps.stream().anyMatch(app -> app.get() == loader);
  }

  /** How many class loaders of apps are still there; waits for a collection to take the others. */
  long loaders() throws InterruptedException {
    linkARecord();
    for (int i = 0; i < PATIENCE && alive() > 0; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return alive();
  }

  /**
   * JDK 17 keeps the class of the last record whose {@code equals} or {@code hashCode} was linked,
   * and with it the class loader, in the cache of a method handle, until another record is linked
   * ({@code java.lang.runtime.ObjectMethods}). Any app with records has that; here it would hide
   * what else holds a loader.
   */
  private static void linkARecord() {
    Linked one = new Linked(new Part("a"), "b");
    if (!one.equals(new Linked(new Part("a"), "b")) || one.hashCode() == one.toString().length()) {
      throw new IllegalStateException("not linked");
    }
  }

  private record Part(String text) {}

  private record Linked(Part part, String text) {}

  /** Writes the heap to a file, to find out who holds what, and returns its path. */
  static String dump() throws IOException {
    Path file = Files.createTempDirectory("load").resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    return file.toString();
  }

  private long alive() {
    return apps.stream().filter(app -> app.get() != null).count();
  }
}
