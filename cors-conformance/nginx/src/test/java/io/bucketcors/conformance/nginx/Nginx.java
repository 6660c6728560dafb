package io.bucketcors.conformance.nginx;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx with a folder of its own; its processes are gone after {@link #close}. */
final class Nginx implements AutoCloseable {
  private static final int START_TRIES = 200;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final int port;
  private final Thread hook = new Thread(this::end, "nginx-end");

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * The program, from the {@code PATH} or where Debian puts it.
   *
   * <p>Where there is none, the tests are skipped; with {@code -Dnginx=required} they fail.
   */
  static Path program() {
    boolean required =
        switch (System.getProperty("nginx", "installed")) {
          case "installed" -> false;
          case "required" -> true;
          default -> throw new IllegalArgumentException("nginx is installed or required");
        };
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, "nginx");
      if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    String missing = "nginx is not on this machine";
    if (required) {
      return fail(missing + ", and -Dnginx=required asks for it");
    }
    String skipped = "Skipped: " + missing + "; -Dnginx=required makes this a failure";
    System.err.println(skipped);
    return abort(skipped);
  }

  /** Starts one in front of an app, with the configuration and the certificate in the folder. */
  static Nginx start(Path program, Path folder, int app) throws Exception {
    Files.createDirectories(folder.resolve("tmp"));
    int port = freePort();
    boolean root = "root".equals(System.getProperty("user.name"));
    // Started as root, nginx would give up its rights and could not read the folder.
    String configuration =
        template()
            .replace("@USER@", root ? "user root root;" : "")
            .replace("@PORT@", Integer.toString(port))
            .replace("@APP@", Integer.toString(app))
            .replace("@CLOSED@", Integer.toString(freePort()));
    Files.writeString(folder.resolve("nginx.conf"), configuration);
    Path log = folder.resolve("output.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-p",
                folder.toString(),
                "-c",
                "nginx.conf",
                "-e",
                folder.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Nginx nginx = new Nginx(process, port);
    try {
      nginx.awaitPort(log);
    } catch (Exception | Error e) {
      nginx.close();
      throw e;
    }
    return nginx;
  }

  private static String template() throws IOException {
    try (InputStream in = Nginx.class.getResourceAsStream("/nginx.conf")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void awaitPort(Path log) throws Exception {
    for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected() && process.isAlive()) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("nginx did not start: " + Files.readString(log));
  }

  int port() {
    return port;
  }

  /** The master process and its workers. */
  Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void end() {
    List<ProcessHandle> family = new ArrayList<>(processes().toList());
    process.destroy();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
