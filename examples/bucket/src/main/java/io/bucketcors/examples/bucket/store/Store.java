package io.bucketcors.examples.bucket.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All buckets: each is a folder of the data folder, and what is no object of theirs is in a hidden
 * one beside them. A data folder that nobody named lasts until this is closed. Thread-safe.
 */
public final class Store implements AutoCloseable {
  /** The bucket that is there where no other is. */
  public static final String FIRST_BUCKET = "demo";

  private static final String FIRST_OBJECT = "test.txt";
  private static final String FIRST_TEXT = "Hello from the bucket.\n";

  private final Path folder;
  private final boolean lasting;
  private final Path side;
  private final FileChannel lock;
  private final Path temporary;
  private final ConcurrentSkipListMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  private Store(Path folder, boolean lasting) throws IOException {
    this.folder = folder.toRealPath();
    this.lasting = lasting;
    side = Files.createDirectories(this.folder.resolve(".bucketcors"));
    lock = lock(side.resolve("lock"));
    temporary = side.resolve("tmp");
    deleteTree(temporary);
    Files.createDirectory(temporary);
    for (String name : folders(this.folder)) {
      open(name);
    }
    if (buckets.isEmpty()) {
      open(FIRST_BUCKET);
      Files.writeString(this.folder.resolve(FIRST_BUCKET).resolve(FIRST_OBJECT), FIRST_TEXT);
    }
    for (String name : folders(side.resolve("buckets"))) {
      if (!buckets.containsKey(name)) {
        deleteTree(side(name));
      }
    }
  }

  /**
   * Opens a data folder, which has a first bucket then.
   *
   * @param named null for a new one in the system's temporary folder
   * @throws IOException with a message for people if it cannot be read and written
   */
  public static Store open(@Nullable Path named) throws IOException {
    if (named == null) {
      return new Store(Files.createTempDirectory("bucketcors-"), false);
    }
    try {
      Path folder = Files.createDirectories(named.toAbsolutePath());
      if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
        throw new AccessDeniedException(named.toString());
      }
      return new Store(folder, true);
    } catch (FileAlreadyExistsException file) {
      throw new IOException("is no folder", file);
    } catch (AccessDeniedException denied) {
      throw new IOException("cannot be read and written", denied);
    } catch (InUseException other) {
      throw new IOException("is in use by another process", other);
    } catch (IOException unusable) {
      throw new IOException("cannot be used: " + unusable, unusable);
    }
  }

  /** The data folder. */
  public Path folder() {
    return folder;
  }

  /** The names of all buckets. */
  public SortedSet<String> names() {
    return new TreeSet<>(buckets.keySet());
  }

  /** The bucket of that name, or null. */
  public @Nullable Bucket bucket(String name) {
    return buckets.get(name);
  }

  /** Makes a bucket; false where it is there already. */
  public synchronized boolean create(String name) throws IOException {
    if (buckets.containsKey(name)) {
      return false;
    }
    // A killed process may have left what belonged to a bucket of that name.
    deleteTree(side(name));
    open(name);
    return true;
  }

  /** Removes a bucket; false where it holds objects. */
  public synchronized boolean remove(Bucket bucket) throws IOException {
    if (!bucket.remove()) {
      return false;
    }
    buckets.remove(bucket.name());
    deleteTree(side(bucket.name()));
    return true;
  }

  /** Begins to write something; nothing is to be seen of it before it is given a name. */
  public Upload begin() throws IOException {
    return Upload.begin(temporary);
  }

  /** Where something that belongs to a bucket is kept. */
  public Path file(String bucket, String name) {
    return side(bucket).resolve(name);
  }

  /** Where something that belongs to all is kept. */
  public Path file(String name) {
    return side.resolve(name);
  }

  /** Writes a small file whole or not at all; others than the owner cannot read it. */
  public void write(Path file, byte[] bytes) throws IOException {
    write(temporary, file, bytes);
  }

  static void write(Path temporary, Path file, byte[] bytes) throws IOException {
    try (Upload upload = Upload.begin(temporary)) {
      upload.write(bytes, 0, bytes.length);
      Bucket.move(upload.path(), file);
    }
  }

  /** One process at a time: each holds the rules in memory, and sweeps what another has begun. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException byThisProcess) {
      // As by another one.
    }
    channel.close();
    throw new InUseException();
  }

  private static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Path side(String bucket) {
    return side.resolve("buckets").resolve(bucket);
  }

  private void open(String name) throws IOException {
    Path objects = Files.createDirectories(folder.resolve(name));
    buckets.put(name, new Bucket(name, objects, Files.createDirectories(side(name)), temporary));
  }

  private static SortedSet<String> folders(Path above) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    if (Files.isDirectory(above)) {
      try (Stream<Path> all = Files.list(above)) {
        all.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
            .map(each -> each.getFileName().toString())
            .filter(Names::isBucket)
            .forEach(names::add);
      }
    }
    return names;
  }

  static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (!lasting) {
      deleteTree(folder);
    }
  }
}
