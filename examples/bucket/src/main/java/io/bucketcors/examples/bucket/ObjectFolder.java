package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
  private static final String UPLOAD_PREFIX = ".upload-";

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
  }

  Path root() {
    return root;
  }

  long maxBytes() {
    return maxBytes;
  }

  /** Why an object was not written. */
  enum Refusal {
    /** The body is larger than the bucket takes. */
    TOO_LARGE,
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

  /** The file of an object, or null where there is none. */
  @Nullable Path find(String key) {
    Path file = resolve(key);
    return file != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file : null;
  }

  /** The strong entity tag of an object's file, quotes included: a hash of its bytes. */
  String etag(Path file) throws IOException {
    return hashes.of(file);
  }

  /** The keys, sorted, at most 1000. */
  List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    collect(root, "", keys);
    return keys;
  }

  /** Writes an object whole or not at all. */
  Written put(String key, InputStream body, Condition condition) throws IOException {
    Path file = resolve(key);
    if (file == null) {
      throw new IllegalArgumentException("no key");
    }
    Path upload = Files.createTempFile(root, UPLOAD_PREFIX, null);
    try {
      if (!copy(body, upload)) {
        return Written.refused(Refusal.TOO_LARGE);
      }
      String etag = hashes.of(upload);
      synchronized (this) {
        return move(upload, file, etag, condition);
      }
    } finally {
      Files.deleteIfExists(upload);
    }
  }

  /** Removes an object; whether the condition held. */
  synchronized boolean delete(String key, Condition condition) throws IOException {
    Path file = find(key);
    if (!condition.holds(file == null ? null : etag(file))) {
      return false;
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
    return true;
  }

  private Written move(Path upload, Path file, String etag, Condition condition)
      throws IOException {
    boolean exists = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!condition.holds(exists ? etag(file) : null)) {
      return Written.refused(Refusal.PRECONDITION_FAILED);
    }
    if (Files.isDirectory(file)) {
      return Written.refused(Refusal.CONFLICT);
    }
    if (isBelowAnObject(file)) {
      return Written.refused(Refusal.CONFLICT);
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.move(upload, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new Written(null, etag, !exists);
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

  private boolean copy(InputStream body, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[16 * 1024];
      long total = 0;
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        total += n;
        if (total > maxBytes) {
          return false;
        }
        out.write(buffer, 0, n);
      }
      return true;
    }
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
