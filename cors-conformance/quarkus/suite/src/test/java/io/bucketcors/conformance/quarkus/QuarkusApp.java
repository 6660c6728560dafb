package io.bucketcors.conformance.quarkus;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A built application, started as its users start it; ended with the test. */
final class QuarkusApp implements Container.Running {
  private static final Pattern LISTENS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Duration START = Duration.ofSeconds(30);

  private final ServerProcess process;
  private final int port;
  private boolean inTime;

  private QuarkusApp(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the application in a folder on a free port.
   *
   * @param rules for a configuration file beside it
   * @throws IllegalStateException with what it said, where it ends instead
   */
  static QuarkusApp start(Path folder, Map<String, String> rules, Map<String, String> environment) {
    try {
      Path work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "quarkus");
      Properties file = new Properties();
      file.putAll(rules);
      try (Writer writer =
          Files.newBufferedWriter(
              Files.createDirectory(work.resolve("config")).resolve("application.properties"))) {
        file.store(writer, null);
      }
      ProcessBuilder program =
          new ProcessBuilder(
                  ServerProcess.ofJdk("java"),
                  "-Dquarkus.http.port=0",
                  "-jar",
                  folder.resolve("quarkus-run.jar").toRealPath().toString())
              .directory(work.toFile());
      program.environment().putAll(environment);
      return started(ServerProcess.start(program, work.resolve("log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QuarkusApp started(ServerProcess process) {
    try {
      process.await("it listens", START, () -> LISTENS.matcher(process.log()).find());
      Matcher listens = LISTENS.matcher(process.log());
      listens.find();
      return new QuarkusApp(process, Integer.parseInt(listens.group(1)));
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /** Whether it has ended when it was asked to, and in time. */
  boolean endedByItself() {
    return inTime;
  }

  @Override
  public String log() {
    return process.log();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    inTime = process.stop();
  }
}
