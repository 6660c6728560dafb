package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that has been started; ended with the test whatever becomes of that.
 *
 * @param port it listens on
 * @param folder where its files are
 */
public record RunningServer(ServerProcess process, int port, Path folder) implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);
  private static final int OK = 200;

  /**
   * Starts a command in a folder and waits until every WAR answers that is to be waited for.
   *
   * @throws IllegalStateException with what it wrote, if it ends or does not answer
   */
  public static RunningServer start(
      Path folder,
      Map<String, String> environment,
      List<String> command,
      int port,
      List<Deployment> wars) {
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    program.environment().putAll(environment);
    ServerProcess process = ServerProcess.start(program, folder.resolve("console.log"));
    RawHttp http = new RawHttp(port);
    try {
      for (Deployment war : wars) {
        if (war.ready() != null) {
          String ask = "GET " + war.contextPath() + war.ready() + " HTTP/1.1";
          process.await(ask, START, () -> http.send(ask).status() == OK);
        }
      }
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
    return new RunningServer(process, port, folder);
  }

  /** What it has written to its console so far. */
  public String log() {
    return process.log();
  }

  /** Ends the server, and the JVM that its script has started. */
  @Override
  public void close() {
    process.close();
  }
}
