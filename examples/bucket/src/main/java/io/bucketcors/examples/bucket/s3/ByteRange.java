package io.bucketcors.examples.bucket.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object (RFC 9110, section 14).
 *
 * @param first the position of the first byte
 * @param length in bytes; 0 in an empty object, or where no byte of it is in the range
 */
record ByteRange(long first, long length) {
  private static final Pattern ONE =
      Pattern.compile("\\s*bytes=\\s*([0-9]*)-([0-9]*)\\s*", Pattern.CASE_INSENSITIVE);

  /** The whole object. */
  static ByteRange all(long size) {
    return new ByteRange(0, size);
  }

  /**
   * Reads a {@code Range} header. Several ranges count as none, as a bucket answers one only.
   *
   * @return null where the header is to be ignored
   */
  static @Nullable ByteRange parse(@Nullable String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header);
    if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
      return null;
    }
    if (matcher.group(1).isEmpty()) {
      long suffix = Math.min(number(matcher.group(2)), size);
      return new ByteRange(size - suffix, suffix);
    }
    long first = number(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
    if (last < first) {
      return null;
    }
    return first >= size
        ? new ByteRange(size, 0)
        : new ByteRange(first, Math.min(last, size - 1) - first + 1);
  }

  /** As {@code Content-Range} names it. */
  String of(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
