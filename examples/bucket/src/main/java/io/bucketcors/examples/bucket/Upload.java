package io.bucketcors.examples.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bytes of an object on their way into a folder, in a hidden file that is gone when this is
 * closed. The file is locked, so that a process that starts can tell the uploads under way in
 * another one from those that a killed process has left. Not thread-safe.
 */
final class Upload implements Closeable {
  private static final String PREFIX = ".upload-";
  private static final String SUFFIX = ".tmp";

  private final Path path;
  private final FileChannel file;
  private final MessageDigest digest = ContentHashes.digest();

  private Upload(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static Upload begin(Path folder) throws IOException {
    Path path = Files.createTempFile(folder, PREFIX, SUFFIX);
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
    file.lock();
    return new Upload(path, file);
  }

  /** Removes the uploads of processes that are no more. */
  static void removeAbandoned(Path folder) throws IOException {
    List<Path> uploads;
    try (Stream<Path> all = Files.list(folder)) {
      uploads = all.filter(Upload::isUpload).toList();
    }
    for (Path path : uploads) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        if (file.tryLock() != null) {
          Files.deleteIfExists(path);
        }
      } catch (OverlappingFileLockException underWay) {
        // By another folder of this process.
      } catch (NoSuchFileException finishedMeanwhile) {
        // By another process.
      }
    }
  }

  private static boolean isUpload(Path path) {
    return path.getFileName().toString().matches("\\.upload-[0-9]+\\.tmp")
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  void write(byte[] bytes, int length) throws IOException {
    digest.update(bytes, 0, length);
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** The whole file, to be moved to where the object belongs. */
  Path path() {
    return path;
  }

  /** The entity tag of all bytes written; once. */
  String etag() {
    return ContentHashes.etag(digest);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      Files.deleteIfExists(path);
    }
  }
}
