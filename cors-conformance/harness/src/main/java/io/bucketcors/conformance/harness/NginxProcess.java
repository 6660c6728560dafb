package io.bucketcors.conformance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A real nginx with a folder of its own; its processes are gone after {@link #close}. */
public final class NginxProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final ServerProcess process;
  private final int port;

  private NginxProcess(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one, and waits until it listens.
   *
   * @param folder where it has its files; relative paths of the configuration are below it
   * @param configuration in which {@code @PORT@} stands for a free port and {@code @USER@} for what
   *     lets it read the folder
   */
  public static NginxProcess start(Path program, Path folder, String configuration)
      throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    int port = ServerProcess.freePort();
    boolean root = "root".equals(System.getProperty("user.name"));
    // Started as root, nginx would give up its rights and could not read the folder.
    Files.writeString(
        folder.resolve("nginx.conf"),
        configuration
            .replace("@USER@", root ? "user root root;" : "")
            .replace("@PORT@", Integer.toString(port)));
    String errors = folder.resolve("error.log").toString();
    ServerProcess process =
        ServerProcess.start(
            new ProcessBuilder(
                program.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", errors),
            folder.resolve("output.log"));
    try {
      process.await("nginx listens", START, () -> ServerProcess.listens(port));
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
    return new NginxProcess(process, port);
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The master process and its workers. */
  public Stream<ProcessHandle> processes() {
    return process.family().stream();
  }

  @Override
  public void close() {
    process.close();
  }
}
