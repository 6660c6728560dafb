package io.bucketcors.examples.bucket.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Bytes on their way into a store, in a file that is gone when this is closed, unless it was given
 * another name by then. Not thread-safe.
 */
public final class Upload implements Closeable {
  private static Instant lastSealed = Instant.EPOCH;

  private final Path path;
  private final FileChannel file;
  private final MessageDigest md5 = Digests.md5();
  private long length;

  private Upload(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static Upload begin(Path folder) throws IOException {
    Path path = Files.createTempFile(folder, "upload-", ".tmp");
    return new Upload(path, FileChannel.open(path, StandardOpenOption.WRITE));
  }

  /** Adds bytes. */
  public void write(byte[] bytes, int offset, int count) throws IOException {
    md5.update(bytes, offset, count);
    length += count;
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** How many bytes were written. */
  public long length() {
    return length;
  }

  /** The MD5 of all bytes, as 32 hexadecimal digits; once, at the end. */
  String md5() {
    return HexFormat.of().formatHex(md5.digest());
  }

  /** What was written, from its beginning. */
  public InputStream read() throws IOException {
    return Files.newInputStream(path);
  }

  /** The whole file, to be moved to where it belongs. */
  Path path() {
    return path;
  }

  /**
   * Gives the file a time of last change that no other upload of this process has. So size and time
   * together name one version of an object, even where it is replaced twice within the clock's
   * tick.
   */
  BasicFileAttributes seal() throws IOException {
    synchronized (Upload.class) {
      // Microseconds, as some JDKs cut off the rest.
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
      lastSealed = now.isAfter(lastSealed) ? now : lastSealed.plus(1, ChronoUnit.MICROS);
      Files.setLastModifiedTime(path, FileTime.from(lastSealed));
    }
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      Files.deleteIfExists(path);
    }
  }
}
