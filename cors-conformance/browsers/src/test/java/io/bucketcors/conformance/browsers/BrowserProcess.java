package io.bucketcors.conformance.browsers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A browser's processes and its profile folder; both are gone after {@link #close}. */
final class BrowserProcess implements AutoCloseable {
  private static final int START_SECONDS = 40;
  private static final int TRIES = 50;

  private final Path profile;
  private final Process process;
  private final Thread hook = new Thread(this::end, "browser-end");

  private BrowserProcess(Path profile, Process process) {
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
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command.apply(profile)));
      builder.redirectErrorStream(true);
      builder.redirectOutput(new File("/dev/null"));
      return new BrowserProcess(profile, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the browser has written a file into its profile, and returns its text. */
  String written(String file) {
    try {
      for (int i = 0; i < START_SECONDS * 20 && process.isAlive(); i++) {
        Path path = profile.resolve(file);
        if (Files.exists(path)) {
          String text = Files.readString(path);
          if (!text.isBlank()) {
            return text;
          }
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(
        "the browser did not start: " + process.info().commandLine().orElse("ended already"));
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
    if (Files.exists(profile)) {
      throw new IllegalStateException("a profile folder is left: " + profile);
    }
  }

  private void end() {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
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
