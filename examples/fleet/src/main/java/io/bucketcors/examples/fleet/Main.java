package io.bucketcors.examples.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;

/** Starts the whole fleet from a command line. */
public final class Main {
  private Main() {}

  /** Runs until interrupted. Each line of its input names a rules document to publish. */
  public static void main(String[] args) throws Exception {
    // ZooKeeper's client is as quiet here as on the nodes.
    LogManager.getLogManager()
        .readConfiguration(Main.class.getResourceAsStream("logging.properties"));
    Path folder = Files.createTempDirectory("bucketcors-fleet");
    Fleet fleet = new Fleet(folder, classPath());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(fleet)));
    fleet.startStore();
    try (Publisher publisher = new Publisher(fleet.store())) {
      publisher.publish(Fleet.resource("rules.xml"));
      for (int node = 1; node <= Fleet.NODES; node++) {
        fleet.startNode(node);
      }
      fleet.startCache();
      System.out.println(
          """
          page    %1$s
          cache   %1$sobjects/a.txt
          nodes   http://127.0.0.1:%2$d/ http://127.0.0.1:%3$d/ http://127.0.0.1:%4$d/
          store   %5$s%6$s
          logs    %7$s
          Try: curl -i -H 'Origin: https://app.example' %1$sobjects/a.txt
          Type the name of a rules document and Enter to publish it. Ctrl-C ends all."""
              .formatted(
                  fleet.cache(),
                  fleet.port(1),
                  fleet.port(2),
                  fleet.port(3),
                  fleet.store(),
                  ZooKeeperRules.PATH,
                  folder));
      publishWhatIsNamed(publisher);
      // No more input is no order to end.
      Thread.currentThread().join();
    }
  }

  private static void publishWhatIsNamed(Publisher publisher)
      throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = in.readLine(); name != null; name = in.readLine()) {
      try {
        publisher.publish(Files.readString(Path.of(name.strip())));
        System.out.println("published " + name);
      } catch (IOException | RuntimeException | KeeperException e) {
        System.err.println("not published: " + e);
      }
    }
  }

  /** Maven runs this class from a loader of its own, and the property has Maven's class path. */
  private static String classPath() {
    if (!(Main.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    return Arrays.stream(loader.getURLs())
        .map(URL::getPath)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static void end(Fleet fleet) {
    try {
      fleet.close();
      List<Path> all;
      try (var files = Files.walk(fleet.folder())) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
