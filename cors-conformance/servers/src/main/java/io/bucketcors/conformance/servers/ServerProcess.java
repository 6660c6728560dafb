package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that has been started; ended with the test whatever becomes of that. */
public final class ServerProcess implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;
  private static final int OK = 200;

  private final Process process;
  private final int port;
  private final Path folder;
  private final Thread atExit = new Thread(this::end);

  private ServerProcess(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts a command in a folder and waits until every WAR answers that is to be waited for.
   *
   * @throws IllegalStateException with what it wrote, if it ends or does not answer
   */
  public static ServerProcess start(
      Path folder,
      Map<String, String> environment,
      List<String> command,
      int port,
      List<Deployment> wars)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log(folder).toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(builder.start(), port, folder);
    Runtime.getRuntime().addShutdownHook(server.atExit);
    try {
      for (Deployment war : wars) {
        if (war.ready() != null) {
          server.await(war.contextPath() + war.ready());
        }
      }
    } catch (Exception | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Path log(Path folder) {
    return folder.resolve("console.log");
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Where its files are. */
  public Path folder() {
    return folder;
  }

  /** What it has written to its console so far. */
  public String log() {
    try {
      return Files.readString(log(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String path) throws InterruptedException {
    RawHttp http = new RawHttp(port);
    String last = "nothing listens";
    for (int i = 0; i < START_SECONDS * 2; i++) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended: " + log());
      }
      try {
        int status = http.send("GET " + path + " HTTP/1.1").status();
        if (status == OK) {
          return;
        }
        last = "status " + status;
      } catch (UncheckedIOException notYet) {
        last = notYet.toString();
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new IllegalStateException(path + ": " + last + "; log: " + log());
  }

  /** Ends the server, and the JVM that its script has started. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void end() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException stubborn) {
        one.destroyForcibly();
      } catch (InterruptedException e) {
        one.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
