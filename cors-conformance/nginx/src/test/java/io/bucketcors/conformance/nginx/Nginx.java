package io.bucketcors.conformance.nginx;

import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real nginx with a folder of its own; its processes are gone after {@link #close}. */
final class Nginx implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);

  private final ServerProcess process;
  private final int port;

  private Nginx(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program; without it the tests are skipped, or fail with {@code -Dnginx=required}. */
  static Path program() {
    return Programs.find("nginx", "nginx", List.of("nginx"));
  }

  /** Starts one in front of an app, with the configuration and the certificate in the folder. */
  static Nginx start(Path program, Path folder, int app) throws Exception {
    Files.createDirectories(folder.resolve("tmp"));
    int port = ServerProcess.freePort();
    boolean root = "root".equals(System.getProperty("user.name"));
    // Started as root, nginx would give up its rights and could not read the folder.
    String configuration =
        template()
            .replace("@USER@", root ? "user root root;" : "")
            .replace("@PORT@", Integer.toString(port))
            .replace("@APP@", Integer.toString(app))
            .replace("@CLOSED@", Integer.toString(ServerProcess.freePort()));
    Files.writeString(folder.resolve("nginx.conf"), configuration);
    Path log = folder.resolve("output.log");
    String errors = folder.resolve("error.log").toString();
    ServerProcess process =
        ServerProcess.start(
            new ProcessBuilder(
                program.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", errors),
            log);
    try {
      process.await("nginx listens", START, () -> ServerProcess.listens(port));
    } catch (Exception | Error e) {
      process.close();
      throw e;
    }
    return new Nginx(process, port);
  }

  private static String template() throws IOException {
    try (InputStream in = Nginx.class.getResourceAsStream("/nginx.conf")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  int port() {
    return port;
  }

  /** The master process and its workers. */
  Stream<ProcessHandle> processes() {
    return process.family().stream();
  }

  @Override
  public void close() {
    process.close();
  }
}
