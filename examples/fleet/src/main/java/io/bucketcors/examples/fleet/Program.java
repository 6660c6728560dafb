package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started program, its output in a file, which ends when its standard input does. */
final class Program implements AutoCloseable {
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a main class in a JVM of its own. */
  static Program java(
      Path folder, String log, String classPath, List<String> options, String... main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small machines in mind: five JVMs run here at once.
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Lifeline.class.getName()));
    command.addAll(List.of(main));
    return start(folder, log, command);
  }

  /**
   * Starts any program, below a shell that ends with it, and ends it when the shell's standard
   * input ends. Where Debian puts servers, only root looks.
   */
  static Program shell(Path folder, String log, String... command) throws IOException {
    String script =
        "PATH=$PATH:/usr/sbin; exec 3<&0; \"$@\" & program=$!;"
            + " (cat <&3 >/dev/null; kill $program) & wait $program";
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    all.addAll(List.of(command));
    return start(folder, log, all);
  }

  private static Program start(Path folder, String log, List<String> command) throws IOException {
    Path file = folder.resolve(log);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    return new Program(builder.start(), file);
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until it listens.
   *
   * @throws IOException if it ends before it does, or takes too long
   */
  void awaitPort(int port, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && System.nanoTime() - end < 0) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IOException("nothing listens on port " + port + ", see " + log);
  }

  Process process() {
    return process;
  }

  Path log() {
    return log;
  }

  /** The process, and what it has started. */
  private List<ProcessHandle> family() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  /** Ends it at once, as a crash would. */
  void kill() throws InterruptedException {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<ProcessHandle> family = family();
    process.getOutputStream().close();
    process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    family.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }
}
