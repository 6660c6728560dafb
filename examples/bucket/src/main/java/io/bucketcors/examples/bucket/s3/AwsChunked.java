package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Upload;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a body out of S3's own chunks: {@code SIZE;chunk-signature=…}, the bytes, and behind a
 * chunk of size 0 trailers as header lines. What the signatures are worth is for {@link BodyClaim}
 * to say.
 */
final class AwsChunked {
  private static final int MOST_IN_A_LINE = 1024;
  private static final int MOST_TRAILERS = 16;

  private AwsChunked() {}

  /**
   * Reads the whole body.
   *
   * @return the trailers by name in lower case
   */
  static Map<String, String> decode(Upload sent, Upload object) throws IOException, S3Exception {
    try (InputStream in = new BufferedInputStream(sent.read(), 64 * 1024)) {
      byte[] buffer = new byte[64 * 1024];
      for (long left = size(line(in)); left > 0; left = size(line(in))) {
        while (left > 0) {
          int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
          if (n == 0) {
            throw new EOFException();
          }
          object.write(buffer, 0, n);
          left -= n;
        }
        if (!line(in).isEmpty()) {
          throw broken();
        }
      }
      return trailers(in);
    } catch (EOFException tooShort) {
      throw broken();
    }
  }

  private static Map<String, String> trailers(InputStream in) throws IOException, S3Exception {
    Map<String, String> trailers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || trailers.size() == MOST_TRAILERS) {
        throw broken();
      }
      trailers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return trailers;
  }

  private static long size(String line) throws S3Exception {
    String digits = line.split(";", 2)[0];
    if (!digits.matches("[0-9a-fA-F]{1,8}")) {
      throw broken();
    }
    return Long.parseLong(digits, 16);
  }

  private static String line(InputStream in) throws IOException, S3Exception {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (line.length() == MOST_IN_A_LINE) {
        throw broken();
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private static S3Exception broken() {
    return S3Exception.invalid(
        "IncompleteBody", "The body is not in the chunks that the request announces.");
  }
}
