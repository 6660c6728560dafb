package io.bucketcors.examples.bucket.store;

import java.nio.charset.StandardCharsets;

/** Which names buckets and objects can have. */
public final class Names {
  /** As buckets have it, in bytes of UTF-8. */
  static final int MAX_KEY = 1024;

  /** What file systems take for one name, in bytes of UTF-8. */
  static final int MAX_NAME = 255;

  private Names() {}

  /** Whether a bucket can have the name, by S3's rules. */
  public static boolean isBucket(String name) {
    return name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
        && !name.contains("..")
        && !name.matches("[0-9]+(\\.[0-9]+){3}");
  }

  /** Whether an object can have the key: a path of plain names that leads nowhere else. */
  public static boolean isKey(String key) {
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

  /** A leading dot covers {@code .} and {@code ..}, and what other programs hide. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '.'
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME
        && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':');
  }
}
