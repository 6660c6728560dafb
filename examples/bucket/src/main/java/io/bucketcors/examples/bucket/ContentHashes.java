package io.bucketcors.examples.bucket;

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

/**
 * Strong entity tags: a hash of the bytes, remembered as long as the file looks the same.
 * Thread-safe.
 */
final class ContentHashes {
  private static final int MAX_REMEMBERED = 1000;

  /** A file changed this recently may change again without a new time stamp. */
  private static final Duration RACY = Duration.ofSeconds(2);

  private record Look(Path file, @Nullable Object inode, long size, Instant modified) {
    static Look of(Path file, BasicFileAttributes seen) {
      return new Look(file, seen.fileKey(), seen.size(), seen.lastModifiedTime().toInstant());
    }
  }

  private final Map<Look, String> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The entity tag of a file that looks so, or null where it has to be read. */
  @Nullable String known(Path file, BasicFileAttributes seen) {
    synchronized (remembered) {
      return remembered.get(Look.of(file, seen));
    }
  }

  /** Remembers the entity tag of a file that looked so before and after it was read. */
  void remember(Path file, BasicFileAttributes seen, String etag) {
    Look look = Look.of(file, seen);
    if (look.modified().plus(RACY).isBefore(Instant.now())) {
      synchronized (remembered) {
        remembered.put(look, etag);
      }
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The entity tag of what went into a digest, quotes included. */
  static String etag(MessageDigest digest) {
    return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
  }
}
