package io.bucketcors.examples.bucket.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object. Its bytes and its entity tag come from one open file, which stays what
 * it is when another version takes its name. What somebody changes in place is noticed: a small
 * object is in memory by then, and of a large one no further byte is handed out.
 */
public final class StoredObject implements Closeable {
  /** Objects up to this size are read whole before anything is said about them. */
  private static final int SMALL = 256 * 1024;

  private static final int CHUNK = 64 * 1024;
  private static final int TRIES = 20;

  /** A file changed this recently may change again without a new time stamp. */
  private static final Duration RACY = Duration.ofSeconds(2);

  private static final int MOST_REMEMBERED = 1000;

  /** Tags of large files that other programs put there, as long as the files look the same. */
  private static final Map<String, String> TAGS = new ConcurrentHashMap<>();

  /** Finds what was said of the version of an object that looks so, or null. */
  interface Infos {
    @Nullable ObjectInfo find(BasicFileAttributes seen) throws IOException;
  }

  private final Path path;
  private final BasicFileAttributes seen;
  private final FileChannel file;
  private final @Nullable ByteBuffer small;
  private final ObjectInfo info;

  private StoredObject(
      Path path, BasicFileAttributes seen, FileChannel file, @Nullable ObjectInfo said)
      throws IOException {
    this.path = path;
    this.seen = seen;
    this.file = file;
    small = seen.size() <= SMALL ? readAll(file, (int) seen.size()) : null;
    info = said == null ? new ObjectInfo(tag(), Map.of()) : said;
  }

  /**
   * Opens the version that has the path now.
   *
   * @throws NoSuchFileException if there is none, or not a regular file
   */
  static StoredObject open(Path path, Infos infos) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      BasicFileAttributes before = look(path);
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      try {
        ObjectInfo said = infos.find(before);
        // Only if the path still leads to the same file is that the one that was opened, and what
        // was said of it had not been swept.
        StoredObject object =
            sameVersion(before, look(path)) ? new StoredObject(path, before, file, said) : null;
        if (object != null && object.isUnchanged()) {
          return object;
        }
        file.close();
      } catch (IOException | RuntimeException failed) {
        file.close();
        throw failed;
      }
    }
    throw new IOException("changed each time it was read");
  }

  /** The strong entity tag, quotes included. */
  public String etag() {
    return info.etag();
  }

  /** What to send with the object. */
  public Map<String, String> headers() {
    return info.headers();
  }

  /** In bytes. */
  public long length() {
    return small == null ? seen.size() : small.limit();
  }

  /** When this version was written, to the second, as HTTP has it. */
  public Instant modified() {
    return Instant.ofEpochSecond(seen.lastModifiedTime().toInstant().getEpochSecond());
  }

  /** How the file looked. */
  BasicFileAttributes seen() {
    return seen;
  }

  /**
   * Reads bytes of this version.
   *
   * @return how many; 0 only at the end
   * @throws IOException if the file was changed in place since it was opened
   */
  public int read(byte[] buffer, long from, int most) throws IOException {
    int length = (int) Math.min(most, length() - from);
    if (small != null) {
      small.get((int) from, buffer, 0, length);
      return length;
    }
    ByteBuffer into = ByteBuffer.wrap(buffer, 0, length);
    while (into.hasRemaining() && file.read(into, from + into.position()) >= 0) {}
    if (into.hasRemaining() || !isUnchanged()) {
      throw new IOException("changed while it was sent");
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Whether nobody has changed the file in place; that it lost its name does not matter. */
  private boolean isUnchanged() throws IOException {
    if (file.size() != length()) {
      return false;
    }
    try {
      BasicFileAttributes now = look(path);
      return !Objects.equals(seen.fileKey(), now.fileKey()) || sameVersion(seen, now);
    } catch (NoSuchFileException removedMeanwhile) {
      return true;
    }
  }

  static BasicFileAttributes look(Path path) throws IOException {
    BasicFileAttributes seen =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!seen.isRegularFile()) {
      throw new NoSuchFileException(path.toString());
    }
    return seen;
  }

  private static boolean sameVersion(BasicFileAttributes one, BasicFileAttributes other) {
    return Objects.equals(one.fileKey(), other.fileKey())
        && one.size() == other.size()
        && one.lastModifiedTime().equals(other.lastModifiedTime());
  }

  private static ByteBuffer readAll(FileChannel file, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
    return bytes.flip();
  }

  private String tag() throws IOException {
    MessageDigest digest = Digests.md5();
    if (small != null) {
      digest.update(small.duplicate());
      return quoted(digest);
    }
    String look = path + " " + seen.fileKey() + " " + seen.size() + " " + seen.lastModifiedTime();
    String known = TAGS.get(look);
    if (known != null) {
      return known;
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long at = 0;
    for (int n = file.read(chunk, at); n >= 0; n = file.read(chunk, at)) {
      at += n;
      digest.update(chunk.flip());
      chunk.clear();
    }
    String tag = quoted(digest);
    if (seen.lastModifiedTime().toInstant().plus(RACY).isBefore(Instant.now()) && isUnchanged()) {
      if (TAGS.size() >= MOST_REMEMBERED) {
        TAGS.clear();
      }
      TAGS.put(look, tag);
    }
    return tag;
  }

  private static String quoted(MessageDigest digest) {
    return '"' + HexFormat.of().formatHex(digest.digest()) + '"';
  }
}
