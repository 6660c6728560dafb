package io.bucketcors.conformance.browsers;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A browser's processes and its profile folder; both are gone after {@link #close}. */
final class BrowserProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(40);
  private static final int TRIES = 50;

  private final Path profile;
  private final ServerProcess process;
  private final Thread hook = new Thread(this::end, "browser-end");

  private BrowserProcess(Path profile, ServerProcess process) {
    this.profile = profile;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a browser with a fresh profile.
   *
   * @param preferences the text of the profile's {@code user.js}
   * @param command the command line for a profile folder
   */
  static BrowserProcess start(String preferences, Function<Path, List<String>> command) {
    try {
      Path profile = Files.createTempDirectory("browser-profile-");
      Files.writeString(profile.resolve("user.js"), preferences);
      ProcessBuilder program = new ProcessBuilder(new ArrayList<>(command.apply(profile)));
      return new BrowserProcess(profile, ServerProcess.start(program, Path.of("/dev/null")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the browser has written a file into its profile, and returns its text. */
  String written(String file) {
    Path path = profile.resolve(file);
    process.await(
        "the browser starts", START, () -> Files.exists(path) && !Files.readString(path).isBlank());
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
    process.close();
    Runtime.getRuntime().removeShutdownHook(hook);
    if (Files.exists(profile)) {
      throw new IllegalStateException("a profile folder is left: " + profile);
    }
  }

  private void end() {
    process.kill();
    for (int i = 0; i < TRIES && Files.exists(profile); i++) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(profile)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException stillWriting) {
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
