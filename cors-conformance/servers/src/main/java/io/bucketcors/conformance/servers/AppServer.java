package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * An application server from its Maven artifact. Each start has a folder, a port and a process of
 * its own; the distribution is unpacked once and stays as it is.
 */
public abstract class AppServer {
  /** The one user that every server knows, so that container security can be tested. */
  public static final String USER = "ann";

  public static final String PASSWORD = "secret";

  /** The role of that user. */
  public static final String ROLE = "user";

  private final String name;
  private final String artifact;

  /**
   * @param name as it heads a column of a table
   * @param artifact the system property that holds the path of the artifact
   */
  AppServer(String name, String artifact) {
    this.name = name;
    this.artifact = artifact;
  }

  /** As it heads a column of a table, such as {@code WildFly 39}. */
  public final String name() {
    return name;
  }

  /** Whether the server is made for this JDK at all. */
  public boolean runsOn(int jdk) {
    return true;
  }

  /**
   * Starts the server with these WARs on a free port and waits until all of them answer.
   *
   * @throws IllegalStateException with the server's log, if one of them does not
   */
  public final RunningServer start(List<Deployment> wars) throws Exception {
    Path distribution = Path.of(System.getProperty(artifact, ""));
    Path home =
        distribution.toString().endsWith(".zip")
            ? Distributions.unpacked(distribution)
            : distribution;
    Path base = Distributions.freshFolder(name);
    int port = ServerProcess.freePort();
    List<String> command = prepare(home, base, port, wars);
    return RunningServer.start(base, environment(base), command, port, wars);
  }

  /**
   * Lays out the folder of one start.
   *
   * @return the command, run in that folder
   */
  abstract List<String> prepare(Path home, Path base, int port, List<Deployment> wars)
      throws IOException;

  /**
   * Takes one app away from a running server, as soon as that notices.
   *
   * @param base the folder of the start
   */
  void undeploy(Path base, String contextPath) throws IOException {
    throw new UnsupportedOperationException(name);
  }

  /** What the command finds in its environment besides JAVA_HOME. */
  Map<String, String> environment(Path base) {
    return Map.of();
  }

  /** Copies WARs into a folder whose file names are context paths. */
  static void copyByName(List<Deployment> wars, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Deployment war : wars) {
      Files.copy(war.war(), folder.resolve(war.fileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
