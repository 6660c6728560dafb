package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Digests;
import io.bucketcors.examples.bucket.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** Checksums that clients send with a body, in headers or behind its chunks. */
final class Checksums {
  private static final String PREFIX = "x-amz-checksum-";

  private Checksums() {}

  /**
   * Checks every checksum that is there and known.
   *
   * @param trailers by name in lower case
   */
  static void check(Call call, Map<String, String> trailers, Upload body)
      throws IOException, S3Exception {
    String md5 = call.request.getHeader("Content-MD5");
    if (md5 != null) {
      byte[] expected = decoded(md5);
      if (expected == null || expected.length != 16) {
        throw S3Exception.invalid("InvalidDigest", "The Content-MD5 you specified was invalid.");
      }
      if (!Arrays.equals(expected, of("md5", body))) {
        throw S3Exception.invalid(
            "BadDigest", "The Content-MD5 you specified did not match what we received.");
      }
    }
    // On other methods they are of an object that is yet to be put together.
    for (String name : new String[] {"crc32", "crc32c", "sha1", "sha256"}) {
      String header = call.request.getHeader(PREFIX + name);
      String said = header == null ? trailers.get(PREFIX + name) : header;
      if (said != null && call.method().equals("PUT")) {
        check(name, said, body);
      }
    }
  }

  private static void check(String name, String said, Upload body) throws IOException, S3Exception {
    byte[] expected = decoded(said);
    byte[] actual = of(name, body);
    if (expected == null || expected.length != actual.length) {
      throw S3Exception.invalid(
          "InvalidRequest", "Value for " + PREFIX + name + " header is invalid.");
    }
    if (!Arrays.equals(expected, actual)) {
      throw S3Exception.invalid(
          "BadDigest",
          "The "
              + name.toUpperCase(Locale.ROOT)
              + " you specified did not match the calculated checksum.");
    }
  }

  private static byte[] of(String name, Upload body) throws IOException {
    Checksum crc =
        switch (name) {
          case "crc32" -> new CRC32();
          case "crc32c" -> new CRC32C();
          default -> null;
        };
    MessageDigest digest =
        switch (name) {
          case "md5" -> Digests.of("MD5");
          case "sha1" -> Digests.of("SHA-1");
          default -> Digests.of("SHA-256");
        };
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = body.read()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (crc != null) {
          crc.update(buffer, 0, n);
        } else {
          digest.update(buffer, 0, n);
        }
      }
    }
    return crc == null
        ? digest.digest()
        : ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }

  private static byte @Nullable [] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.trim());
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
