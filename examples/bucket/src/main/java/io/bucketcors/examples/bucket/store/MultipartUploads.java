package io.bucketcors.examples.bucket.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects that come in parts: each upload is a folder, each part a file in it whose name has its
 * number and its MD5. They survive a restart, as in a store. Thread-safe.
 */
public final class MultipartUploads {
  private static final String ABOUT = "about";

  private final Path folder;
  private final Path temporary;

  MultipartUploads(Path folder, Path temporary) throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path upload : all.toList()) {
        if (!Files.exists(upload.resolve(ABOUT))) {
          Store.deleteTree(upload);
        }
      }
    }
  }

  /** A part that has come. */
  public record Part(String md5, long size, Instant modified, Path file) {}

  /**
   * Starts an upload.
   *
   * @return its id
   */
  public String initiate(String key, Map<String, String> headers) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "");
    Path upload = Files.createDirectory(folder.resolve(id));
    byte[] about = new ObjectInfo(key, headers).write().getBytes(StandardCharsets.UTF_8);
    Store.write(temporary, upload.resolve(ABOUT), about);
    return id;
  }

  /** What was said when an upload of that key was started, or null where there is none. */
  public @Nullable Map<String, String> find(String id, String key) throws IOException {
    if (!id.matches("[0-9a-f]{32}")) {
      return null;
    }
    try {
      ObjectInfo about = ObjectInfo.read(folder.resolve(id).resolve(ABOUT));
      return about.etag().equals(key) ? about.headers() : null;
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  /**
   * Keeps a part, in place of the one that had its number.
   *
   * @return its MD5
   * @throws NoSuchFileException if the upload has ended meanwhile
   */
  public synchronized String put(String id, int number, Upload upload) throws IOException {
    String md5 = upload.md5();
    Part before = parts(id).get(number);
    Bucket.move(upload.path(), folder.resolve(id).resolve(number + "." + md5));
    if (before != null && !before.md5().equals(md5)) {
      Files.deleteIfExists(before.file());
    }
    return md5;
  }

  /**
   * The parts by number.
   *
   * @throws NoSuchFileException if the upload has ended meanwhile
   */
  public synchronized SortedMap<Integer, Part> parts(String id) throws IOException {
    SortedMap<Integer, Part> parts = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve(id))) {
      for (Path file : all.toList()) {
        String[] name = file.getFileName().toString().split("\\.", 2);
        if (name.length == 2) {
          Instant modified = Files.getLastModifiedTime(file).toInstant();
          Part part = new Part(name[1], Files.size(file), modified, file);
          Part other = parts.put(Integer.valueOf(name[0]), part);
          // A process was killed between giving one its name and removing the other.
          if (other != null && other.modified().isAfter(modified)) {
            parts.put(Integer.valueOf(name[0]), other);
          }
        }
      }
    }
    return parts;
  }

  /**
   * Joins parts.
   *
   * @return S3's entity tag for them: the MD5 of their MD5s, and how many they are
   */
  public String join(Iterable<Part> parts, Upload into) throws IOException {
    MessageDigest all = Digests.md5();
    byte[] buffer = new byte[64 * 1024];
    int count = 0;
    for (Part part : parts) {
      all.update(HexFormat.of().parseHex(part.md5()));
      count++;
      try (InputStream in = Files.newInputStream(part.file())) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          into.write(buffer, 0, n);
        }
      }
    }
    return '"' + HexFormat.of().formatHex(all.digest()) + "-" + count + '"';
  }

  /** Ends an upload; its parts go. */
  public synchronized void remove(String id) throws IOException {
    // Without what it is about it is no upload any more, whenever the process is killed.
    Files.deleteIfExists(folder.resolve(id).resolve(ABOUT));
    Store.deleteTree(folder.resolve(id));
  }
}
