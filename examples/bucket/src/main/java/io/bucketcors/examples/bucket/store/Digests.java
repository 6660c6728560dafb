package io.bucketcors.examples.bucket.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that every JDK has. */
public final class Digests {
  private Digests() {}

  /** S3's entity tags are of MD5. */
  static MessageDigest md5() {
    return of("MD5");
  }

  /** MD5, SHA-1 or SHA-256. */
  public static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** A short name for a text, good for a file's. */
  static String name(String text) {
    byte[] hash = of("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 16);
  }
}
