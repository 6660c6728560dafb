package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.jspecify.annotations.Nullable;

/**
 * A store, nodes and a cache in front of them, each a process of its own on the loopback address.
 * All ports are free ones; all files are below one folder.
 */
final class Fleet implements AutoCloseable {
  static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final String classPath;
  private final int storePort = Program.freePort();
  private final int cachePort = Program.freePort();
  private final Map<Integer, Integer> ports = new TreeMap<>();
  private final Map<Integer, Program> nodes = new TreeMap<>();
  private @Nullable Program store;
  private @Nullable Program cache;

  /**
   * Starts nothing yet.
   *
   * @param folder where files go; made where it is not there
   * @param classPath of the nodes and of the store
   */
  Fleet(Path folder, String classPath) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.classPath = classPath;
    write("logging.properties", resource("logging.properties"));
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Fleet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Where the store listens, as ZooKeeper's clients take it. */
  String store() {
    return "127.0.0.1:" + storePort;
  }

  String cache() {
    return "http://127.0.0.1:" + cachePort + "/";
  }

  int cachePort() {
    return cachePort;
  }

  int port(int node) {
    return ports.computeIfAbsent(node, any -> Program.freePort());
  }

  Path folder() {
    return folder;
  }

  /** Where a node keeps the rules that were last in force. */
  Path lastGood(int node) {
    return folder.resolve("node" + node + "-last-good");
  }

  void startStore() throws IOException, InterruptedException {
    write(
        "zoo.cfg",
        """
        tickTime=500
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        4lw.commands.whitelist=mntr
        """
            .formatted(folder.resolve("store"), storePort));
    Program started =
        Program.java(
            folder,
            "store.log",
            classPath,
            logging(),
            ZooKeeperServerMain.class.getName(),
            "zoo.cfg");
    store = started;
    started.awaitPort(storePort, PATIENCE);
  }

  /** Ends the store as a crash would. */
  void killStore() throws InterruptedException {
    if (store != null) {
      store.kill();
    }
  }

  private List<String> logging() {
    return List.of("-Djava.util.logging.config.file=" + folder.resolve("logging.properties"));
  }

  /** Starts a node that watches the store, and waits until it listens. */
  void startNode(int node) throws IOException, InterruptedException {
    launchNode(node, List.of("watch", store())).awaitPort(port(node), PATIENCE);
  }

  /**
   * Starts a node, which may end at once.
   *
   * @param options how it comes to its rules, such as {@code watch} and where; and properties of
   *     its JVM, as {@code -D}
   */
  Program launchNode(int node, List<String> options) throws IOException {
    List<String> jvm = new ArrayList<>(logging());
    List<String> main = new ArrayList<>(List.of(Node.class.getName(), "" + port(node)));
    jvm.add("-Dbucketcors.last-good=" + lastGood(node));
    for (String option : options) {
      (option.startsWith("-D") ? jvm : main).add(option);
    }
    Program started =
        Program.java(folder, "node" + node + ".log", classPath, jvm, main.toArray(String[]::new));
    nodes.put(node, started);
    return started;
  }

  Program node(int node) {
    Program started = nodes.get(node);
    if (started == null) {
      throw new IllegalStateException("node " + node + " has not been started");
    }
    return started;
  }

  /** Starts nginx with a cache, and the page that shows the nodes. */
  void startCache() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("tmp"));
    write("index.html", resource("index.html"));
    // Started as root, nginx would give up its rights and could not read the folder.
    boolean root = "root".equals(System.getProperty("user.name"));
    String configuration =
        resource("nginx.conf")
            .replace("@USER@", root ? "user root root;" : "")
            .replace("@PORT@", "" + cachePort);
    for (int node = 1; node <= NODES; node++) {
      configuration = configuration.replace("@NODE" + node + "@", "" + port(node));
    }
    write("nginx.conf", configuration);
    String here = folder + "/";
    Program started =
        Program.shell(
            folder, "nginx.log", "nginx", "-p", here, "-e", "stderr", "-c", here + "nginx.conf");
    cache = started;
    started.awaitPort(cachePort, PATIENCE);
  }

  /** Takes everything out of the cache. */
  void purge() throws IOException {
    try (var files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<Program> all = new ArrayList<>(nodes.values());
    for (Program one : new Program[] {cache, store}) {
      if (one != null) {
        all.add(one);
      }
    }
    for (Program one : all) {
      one.close();
    }
  }
}
