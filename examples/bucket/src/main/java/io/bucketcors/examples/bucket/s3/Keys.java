package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one pair of keys that may write.
 *
 * @param access what requests name
 * @param secret what they are signed with
 * @param shown how the person who started the program learns of them
 */
public record Keys(String access, String secret, String shown) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Those that are given, else those kept beside the data, else new ones, which are kept then. */
  public static Keys of(@Nullable String access, @Nullable String secret, Store store)
      throws IOException {
    if (access != null && secret != null) {
      return new Keys(access, secret, "as given");
    }
    Path file = store.file("keys");
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2) {
        throw new IOException(file + " holds no keys: remove it for new ones");
      }
      return new Keys(lines.get(0), lines.get(1), "kept in " + file);
    }
    String newAccess = "AKID" + random(16).toUpperCase(Locale.ROOT);
    String newSecret = random(40);
    String both = newAccess + "\n" + newSecret + "\n";
    store.write(file, both.getBytes(StandardCharsets.US_ASCII));
    return new Keys(newAccess, newSecret, newAccess + " " + newSecret);
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder(length);
    new SecureRandom()
        .ints(length, 0, LETTERS.length())
        .forEach(letter -> text.append(LETTERS.charAt(letter)));
    return text.toString();
  }

  /** Without the secret, as records are printed. */
  @Override
  public String toString() {
    return "Keys[" + access + "]";
  }
}
