package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strong entity tags: a hash of the bytes, remembered as long as the file looks the same. */
final class ContentHashes {
  private static final int MAX_REMEMBERED = 1000;

  /** A file changed this recently may change again without a new time stamp. */
  private static final Duration RACY = Duration.ofSeconds(2);

  private record Look(Path file, @Nullable Object inode, long size, Instant modified) {}

  private final Map<Look, String> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The file's entity tag, quotes included. */
  String of(Path file) throws IOException {
    BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
    Instant modified = seen.lastModifiedTime().toInstant();
    Look look = new Look(file, seen.fileKey(), seen.size(), modified);
    synchronized (remembered) {
      String known = remembered.get(look);
      if (known != null) {
        return known;
      }
    }
    String tag = '"' + hash(file) + '"';
    if (modified.plus(RACY).isBefore(Instant.now())) {
      synchronized (remembered) {
        remembered.put(look, tag);
      }
    }
    return tag;
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
