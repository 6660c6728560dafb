package io.bucketcors.conformance.newcomer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is published, and a local repository without it: a copy by hard links of the one that is
 * there, less this project's group, so that nothing but that is missing.
 */
final class Published {
  private static final Path REPOSITORY = copy();

  private Published() {}

  /** The folder that the artifacts were deployed to. */
  static Path folder() {
    Path folder = Path.of(System.getProperty("published"));
    if (!Files.isDirectory(folder.resolve("io/bucketcors/cors-core"))) {
      throw new AssertionError("nothing is published in " + folder + ": see CONTRIBUTING.md");
    }
    return folder;
  }

  /** The newest jar of an artifact. */
  static Path jar(String artifact) throws IOException {
    try (Stream<Path> files = Files.walk(folder().resolve("io/bucketcors").resolve(artifact))) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*[0-9]\\.jar"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  static Path repository() {
    return REPOSITORY;
  }

  private static Path copy() {
    Path local = Path.of(System.getProperty("local.repository"));
    try {
      Path copy = Files.createTempDirectory(local.getParent(), "newcomer-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(copy)));
      Process linking =
          new ProcessBuilder(List.of("cp", "-al", local + "/.", copy.toString()))
              .inheritIO()
              .start();
      if (!linking.waitFor(120, TimeUnit.SECONDS) || linking.exitValue() != 0) {
        throw new AssertionError("the local repository cannot be linked to " + copy);
      }
      delete(copy.resolve("io/bucketcors"));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
