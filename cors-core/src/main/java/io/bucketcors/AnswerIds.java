package io.bucketcors;

import io.bucketcors.adapter.CorsResponseWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two ids of one refusal that has a body: stores write them into the body and into headers.
 * Both are made of one number when they are written, so that however often that is, they are the
 * same.
 */
final class AnswerIds {
  private static final String S3_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final CorsDialect dialect;
  private final long seed;

  private AnswerIds(CorsDialect dialect, long seed) {
    this.dialect = dialect;
    this.seed = seed;
  }

  static AnswerIds next(CorsDialect dialect) {
    return new AnswerIds(dialect, ThreadLocalRandom.current().nextLong());
  }

  /** S3's 16 characters, or COS's 44. */
  String requestId() {
    SplittableRandom random = new SplittableRandom(seed);
    if (dialect == CorsDialect.COS) {
      // COS encodes a time, an address and two counters, in hexadecimal digits.
      return base64(
          String.join("_", hex(random, 8), hex(random, 8), hex(random, 5), hex(random, 9)));
    }
    StringBuilder id = new StringBuilder(16);
    for (int i = 0; i < 16; i++) {
      id.append(S3_ALPHABET.charAt(random.nextInt(S3_ALPHABET.length())));
    }
    return id.toString();
  }

  /** S3's host id of 76 characters, or COS's trace id of 172. */
  String traceId() {
    SplittableRandom random = new SplittableRandom(~seed);
    if (dialect == CorsDialect.COS) {
      return base64(hex(random, 128));
    }
    byte[] bytes = new byte[56];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  <W> void writeHeaders(W response, CorsResponseWriter<? super W> writer) {
    boolean cos = dialect == CorsDialect.COS;
    writer.set(response, cos ? "x-cos-request-id" : "x-amz-request-id", requestId());
    writer.set(response, cos ? "x-cos-trace-id" : "x-amz-id-2", traceId());
  }

  private static String hex(SplittableRandom random, int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
