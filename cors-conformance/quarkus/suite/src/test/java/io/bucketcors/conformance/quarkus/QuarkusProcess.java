package io.bucketcors.conformance.quarkus;

import io.bucketcors.conformance.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A built application, started as its users start it; ended with the test. */
final class QuarkusProcess implements Container.Running {
  private static final Pattern LISTENS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final int START_TRIES = 600;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final Thread hook = new Thread(this::end, "quarkus-end");
  private int port;
  private boolean inTime;

  private QuarkusProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts the application in a folder on a free port.
   *
   * @param rules for a configuration file beside it
   * @throws IllegalStateException with what it said, where it ends instead
   */
  static QuarkusProcess start(
      Path folder, Map<String, String> rules, Map<String, String> environment) {
    try {
      Path work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "quarkus");
      Properties file = new Properties();
      file.putAll(rules);
      try (Writer writer =
          Files.newBufferedWriter(
              Files.createDirectory(work.resolve("config")).resolve("application.properties"))) {
        file.store(writer, null);
      }
      Path log = work.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dquarkus.http.port=0",
                  "-jar",
                  folder.resolve("quarkus-run.jar").toRealPath().toString())
              .directory(work.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      QuarkusProcess application = new QuarkusProcess(builder.start(), log);
      try {
        application.awaitPort();
      } catch (RuntimeException | Error e) {
        application.close();
        throw e;
      }
      return application;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort() {
    for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
      Matcher listens = LISTENS.matcher(log());
      if (listens.find()) {
        port = Integer.parseInt(listens.group(1));
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IllegalStateException("the application did not start: " + log());
  }

  /** Whether it has ended when it was asked to, and in time. */
  boolean endedByItself() {
    return inTime;
  }

  @Override
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void end() {
    process.destroy();
    try {
      inTime = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
