package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below one folder. A key is a path of plain names; no key leads out of the
 * folder, over a symbolic link, or to a hidden file. Thread-safe.
 */
final class ObjectFolder {
  /** As buckets have it, in bytes of UTF-8. */
  static final int MAX_KEY = 1024;

  /** What file systems take for one name, in bytes of UTF-8. */
  static final int MAX_NAME = 255;

  private static final int MAX_LISTED = 1000;

  private final Path root;
  private final long maxBytes;
  private final ContentHashes hashes = new ContentHashes();

  /**
   * @param folder an existing folder
   * @param maxBytes the largest object, in bytes
   */
  ObjectFolder(Path folder, long maxBytes) throws IOException {
    this.root = folder.toRealPath();
    this.maxBytes = maxBytes;
    Upload.removeAbandoned(root);
  }

  /** The largest object, in bytes. */
  long maxBytes() {
    return maxBytes;
  }

  /** Why an object was not written. */
  enum Refusal {
    /** The condition of the request does not hold. */
    PRECONDITION_FAILED,
    /** The key, or a part of it, is a folder or an object already. */
    CONFLICT
  }

  /**
   * What became of a write.
   *
   * @param refusal null if the object was written
   * @param etag the new object's entity tag, null if refused
   * @param created whether there was no object before
   */
  record Written(@Nullable Refusal refusal, @Nullable String etag, boolean created) {
    private static Written refused(Refusal why) {
      return new Written(why, null, false);
    }
  }

  /** A condition on the entity tag of the present object, null where there is none. */
  interface Condition {
    boolean holds(@Nullable String etag);
  }

  /** The file that a key would have, or null where the key is none. */
  @Nullable Path resolve(String key) {
    if (!isKey(key)) {
      return null;
    }
    try {
      Path file = root;
      for (String name : key.split("/")) {
        file = file.resolve(name);
        if (Files.isSymbolicLink(file)) {
          return null;
        }
      }
      return file.startsWith(root) ? file : null;
    } catch (InvalidPathException refusedByFileSystem) {
      return null;
    }
  }

  /** The present version of an object, to be closed, or null where there is none. */
  @Nullable StoredObject open(String key) throws IOException {
    Path file = resolve(key);
    return file == null ? null : open(file);
  }

  /** The keys, sorted, at most 1000. */
  List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    collect(root, "", keys);
    return keys;
  }

  /** Begins to write an object; nothing is to be seen of it before it is put. */
  Upload begin() throws IOException {
    return Upload.begin(root);
  }

  /** Writes an object whole or not at all. */
  synchronized Written put(String key, Upload upload, Condition condition) throws IOException {
    Path file = resolve(key);
    if (file == null) {
      throw new IllegalArgumentException("no key");
    }
    String present = etag(file);
    if (!condition.holds(present)) {
      return Written.refused(Refusal.PRECONDITION_FAILED);
    }
    if (Files.isDirectory(file) || isBelowAnObject(file)) {
      return Written.refused(Refusal.CONFLICT);
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.move(
        upload.path(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new Written(null, upload.etag(), present == null);
  }

  /** Removes an object; whether the condition held. */
  synchronized boolean delete(String key, Condition condition) throws IOException {
    Path file = resolve(key);
    String present = file == null ? null : etag(file);
    if (!condition.holds(present)) {
      return false;
    }
    if (file != null && present != null) {
      Files.deleteIfExists(file);
    }
    return true;
  }

  private @Nullable StoredObject open(Path file) throws IOException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? StoredObject.open(file, hashes)
          : null;
    } catch (NoSuchFileException removedMeanwhile) {
      return null;
    }
  }

  private @Nullable String etag(Path file) throws IOException {
    try (StoredObject object = open(file)) {
      return object == null ? null : object.etag();
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

  private static void collect(Path folder, String prefix, List<String> keys) throws IOException {
    List<Path> children;
    try (Stream<Path> listing = Files.list(folder)) {
      children = listing.sorted().toList();
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (keys.size() == MAX_LISTED) {
        return;
      }
      if (!isName(name) || Files.isSymbolicLink(child)) {
        continue;
      }
      if (Files.isDirectory(child)) {
        collect(child, prefix + name + "/", keys);
      } else if (Files.isRegularFile(child)) {
        keys.add(prefix + name);
      }
    }
  }

  private static boolean isKey(String key) {
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY) {
      return false;
    }
    for (String name : key.split("/", -1)) {
      if (!isName(name)) {
        return false;
      }
    }
    return true;
  }

  /** A leading dot covers {@code .} and {@code ..}, hidden files and uploads under way. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '.'
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME
        && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':');
  }
}
