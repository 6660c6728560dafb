package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that the bucket serves: the one named, or a new one that lasts until closed. */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {
  private static final String FIRST_OBJECT = "test.txt";
  private static final String FIRST_TEXT = "Hello from the bucket.\n";

  /**
   * Prepares the folder, with a {@code test.txt} in it.
   *
   * @throws NotStartedException if the named path is no folder that can be read and written
   */
  static DataFolder open(@Nullable Path named) throws NotStartedException {
    try {
      if (named == null) {
        DataFolder folder = new DataFolder(Files.createTempDirectory("bucketcors-"), true);
        folder.addFirstObject();
        return folder;
      }
      DataFolder folder = new DataFolder(Files.createDirectories(named.toAbsolutePath()), false);
      if (!Files.isReadable(folder.path) || !Files.isWritable(folder.path)) {
        throw new AccessDeniedException(named.toString());
      }
      folder.addFirstObject();
      return folder;
    } catch (FileAlreadyExistsException file) {
      throw new NotStartedException(shown(named) + " is no folder", file);
    } catch (AccessDeniedException denied) {
      throw new NotStartedException(shown(named) + " cannot be read and written", denied);
    } catch (IOException unusable) {
      throw new NotStartedException(shown(named) + " cannot be used: " + unusable, unusable);
    }
  }

  private static String shown(@Nullable Path named) {
    return "--data " + Options.quoted(String.valueOf(named));
  }

  private void addFirstObject() throws IOException {
    Path bucket = Files.createDirectories(path.resolve(RulesBackend.BUCKET));
    for (Path first : List.of(path.resolve(FIRST_OBJECT), bucket.resolve(FIRST_OBJECT))) {
      if (!Files.exists(first)) {
        Files.writeString(first, FIRST_TEXT);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException changedMeanwhile) {
      throw changedMeanwhile.getCause();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
