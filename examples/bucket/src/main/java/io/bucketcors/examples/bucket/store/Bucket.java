package io.bucketcors.examples.bucket.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one bucket: files below one folder, which other programs may read and write too.
 * No key leads out of the folder, over a symbolic link, or to a hidden file. What a client said of
 * an object is in a second folder, under a name made of the key, the size and the time of one
 * version of the file: so one renaming gives an object its bytes and all that belongs to them.
 * Thread-safe.
 */
public final class Bucket {
  private final String name;
  private final Path root;
  private final Path infos;
  private final MultipartUploads uploads;
  private boolean removed;

  Bucket(String name, Path root, Path side, Path temporary) throws IOException {
    this.name = name;
    this.root = root;
    this.infos = Files.createDirectories(side.resolve("info"));
    this.uploads = new MultipartUploads(Files.createDirectories(side.resolve("parts")), temporary);
    sweep();
  }

  /** Why an object was not written. */
  public enum Refusal {
    /** The condition of the request does not hold. */
    PRECONDITION_FAILED,
    /** The key, or a part of it, is a folder or an object already. */
    CONFLICT,
    /** The bucket was removed meanwhile. */
    NO_BUCKET
  }

  /**
   * What became of a write.
   *
   * @param refusal null where the object was written
   * @param etag its entity tag; empty if refused
   */
  public record Written(@Nullable Refusal refusal, String etag) {
    private static Written refused(Refusal why) {
      return new Written(why, "");
    }
  }

  /** A condition on the entity tag of the present object, null where there is none. */
  public interface Condition {
    boolean holds(@Nullable String etag);
  }

  /** An object in a list. */
  public record Listed(long size, Instant modified, String etag) {}

  /** The bucket's name. */
  public String name() {
    return name;
  }

  /** Objects on their way here, part by part. */
  public MultipartUploads uploads() {
    return uploads;
  }

  /** The file that a key would have, or null where the key is none. */
  private @Nullable Path resolve(String key) {
    if (!Names.isKey(key)) {
      return null;
    }
    try {
      Path file = root;
      for (String part : key.split("/")) {
        file = file.resolve(part);
        if (Files.isSymbolicLink(file)) {
          return null;
        }
      }
      return file.startsWith(root) ? file : null;
    } catch (InvalidPathException refusedByFileSystem) {
      return null;
    }
  }

  /** Whether an object can be written under the key. */
  public boolean takes(String key) {
    return resolve(key) != null;
  }

  /** The present version of an object, to be closed, or null where there is none. */
  public @Nullable StoredObject open(String key) throws IOException {
    Path file = resolve(key);
    try {
      return file != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? StoredObject.open(file, seen -> info(key, seen))
          : null;
    } catch (NoSuchFileException removedMeanwhile) {
      return null;
    }
  }

  /** All keys that start so, in order, with the files that they have. */
  public NavigableMap<String, Path> keys(String prefix) throws IOException {
    NavigableMap<String, Path> keys = new TreeMap<>();
    collect(root, "", prefix, keys);
    return keys;
  }

  /**
   * Writes an object whole or not at all.
   *
   * @param etag null for that of the upload's bytes
   */
  public synchronized Written put(
      String key,
      Upload upload,
      @Nullable String etag,
      Map<String, String> headers,
      Condition condition)
      throws IOException {
    Path file = resolve(key);
    if (file == null) {
      throw new IllegalArgumentException("no key");
    }
    if (removed) {
      return Written.refused(Refusal.NO_BUCKET);
    }
    BasicFileAttributes before;
    try (StoredObject present = open(key)) {
      if (!condition.holds(present == null ? null : present.etag())) {
        return Written.refused(Refusal.PRECONDITION_FAILED);
      }
      before = present == null ? null : present.seen();
    }
    Path parent = file.getParent();
    if (parent == null || Files.isDirectory(file) || isBelowAnObject(file)) {
      return Written.refused(Refusal.CONFLICT);
    }
    String tag = etag == null ? '"' + upload.md5() + '"' : etag;
    // Nobody looks for this before the object has its name, and then everybody finds it.
    Path said = infos.resolve(version(key, upload.seal()));
    Files.writeString(said, new ObjectInfo(tag, headers).write(), StandardCharsets.UTF_8);
    try {
      Files.createDirectories(parent);
      move(upload.path(), file);
    } catch (IOException failed) {
      Files.deleteIfExists(said);
      throw failed;
    }
    forget(key, before);
    return new Written(null, tag);
  }

  /** Removes an object; whether the condition held. */
  public synchronized boolean delete(String key, Condition condition) throws IOException {
    Path file = resolve(key);
    BasicFileAttributes before;
    try (StoredObject present = open(key)) {
      if (!condition.holds(present == null ? null : present.etag())) {
        return false;
      }
      before = present == null ? null : present.seen();
    }
    if (file != null && before != null) {
      Files.deleteIfExists(file);
      forget(key, before);
      pruneAbove(file);
    }
    return true;
  }

  /** Removes the bucket's folder; whether it was empty. */
  synchronized boolean remove() throws IOException {
    try {
      Files.delete(root);
      removed = true;
      return true;
    } catch (DirectoryNotEmptyException objects) {
      return false;
    }
  }

  /** The entity tag, size and time of a listed object, or null where it is gone. */
  public @Nullable Listed look(String key) throws IOException {
    try (StoredObject object = open(key)) {
      return object == null ? null : new Listed(object.length(), object.modified(), object.etag());
    }
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private @Nullable ObjectInfo info(String key, BasicFileAttributes seen) throws IOException {
    try {
      return ObjectInfo.read(infos.resolve(version(key, seen)));
    } catch (NoSuchFileException putThereByAnotherProgram) {
      return null;
    }
  }

  private void forget(String key, @Nullable BasicFileAttributes version) throws IOException {
    if (version != null) {
      Files.deleteIfExists(infos.resolve(version(key, version)));
    }
  }

  private static String version(String key, BasicFileAttributes seen) {
    return Digests.name(key)
        + "-"
        + seen.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + "-"
        + seen.size();
  }

  /** Removes what is said of versions that are no more. */
  private void sweep() throws IOException {
    Set<String> current = new HashSet<>();
    for (Map.Entry<String, Path> each : keys("").entrySet()) {
      current.add(version(each.getKey(), StoredObject.look(each.getValue())));
    }
    try (Stream<Path> all = Files.list(infos)) {
      for (Path info : all.toList()) {
        if (!current.contains(info.getFileName().toString())) {
          Files.deleteIfExists(info);
        }
      }
    }
  }

  private boolean isBelowAnObject(Path file) {
    for (Path part = file.getParent();
        part != null && !part.equals(root);
        part = part.getParent()) {
      if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private void pruneAbove(Path file) throws IOException {
    try {
      for (Path part = file.getParent();
          part != null && !part.equals(root);
          part = part.getParent()) {
        Files.delete(part);
      }
    } catch (DirectoryNotEmptyException othersAreThere) {
      // As it should be.
    }
  }

  private static void collect(Path folder, String above, String prefix, Map<String, Path> keys)
      throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        String key = above + child.getFileName();
        boolean named = Names.isName(child.getFileName().toString());
        if (named && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          String below = key + "/";
          if (below.startsWith(prefix) || prefix.startsWith(below)) {
            collect(child, below, prefix, keys);
          }
        } else if (named
            && key.startsWith(prefix)
            && Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
          keys.put(key, child);
        }
      }
    } catch (NoSuchFileException removedMeanwhile) {
      // With all that was in it.
    }
  }
}
