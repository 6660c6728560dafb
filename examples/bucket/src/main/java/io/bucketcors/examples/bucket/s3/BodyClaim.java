package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Digests;
import io.bucketcors.examples.bucket.store.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** What the signed part of a request says of its body. Not thread-safe. */
final class BodyClaim {
  private static final String STREAMING = "STREAMING-";
  private static final String STREAMING_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

  private static final Map<String, ChecksumAlgorithm> TRAILERS =
      Map.of(
          "x-amz-checksum-crc32", DefaultChecksumAlgorithm.CRC32,
          "x-amz-checksum-crc32c", DefaultChecksumAlgorithm.CRC32C,
          "x-amz-checksum-sha1", DefaultChecksumAlgorithm.SHA1,
          "x-amz-checksum-sha256", DefaultChecksumAlgorithm.SHA256);

  private final String said;
  private final @Nullable ChecksumAlgorithm trailer;
  private final long length;
  private @Nullable SignedRequest signed;
  private @Nullable Proof proof;
  private @Nullable Upload content;

  /** What is left to prove when the body is there. */
  interface Proof {
    void check() throws S3Exception;
  }

  private BodyClaim(String said, @Nullable ChecksumAlgorithm trailer, long length) {
    this.said = said;
    this.trailer = trailer;
    this.length = length;
  }

  /** Nothing is said. */
  static BodyClaim none() {
    return new BodyClaim("UNSIGNED-PAYLOAD", null, 0);
  }

  /**
   * Reads what is said.
   *
   * @param optional whether a request may say nothing
   */
  static BodyClaim of(HttpServletRequest request, boolean optional) throws S3Exception {
    String said = request.getHeader("x-amz-content-sha256");
    if (said == null && optional) {
      return none();
    }
    if (said == null) {
      throw S3Exception.invalid(
          "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
    }
    if (said.matches("[0-9a-f]{64}|UNSIGNED-PAYLOAD")) {
      return new BodyClaim(said, null, 0);
    }
    String length = request.getHeader("x-amz-decoded-content-length");
    boolean known =
        said.startsWith(STREAMING_SIGNED) || said.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    if (!known || length == null || !length.matches("[0-9]{1,15}")) {
      throw S3Exception.invalid(
          "InvalidRequest",
          "The x-amz-content-sha256 header must be UNSIGNED-PAYLOAD, a hash in hexadecimal digits,"
              + " or of a body in chunks whose decoded length is given.");
    }
    String name = request.getHeader("x-amz-trailer");
    ChecksumAlgorithm trailer = name == null ? null : TRAILERS.get(name);
    if (name != null && trailer == null) {
      throw S3Exception.notImplemented("The trailer " + name);
    }
    return new BodyClaim(said, trailer, Long.parseLong(length));
  }

  /** Whether the body comes in chunks of its own, as {@code aws-chunked} says. */
  boolean isChunked() {
    return said.startsWith(STREAMING);
  }

  /** Whether the signature covers the body. */
  boolean isSigned() {
    return !said.contains("UNSIGNED");
  }

  /** The SHA-256 of the body in hexadecimal digits, or null where it is not said. */
  @Nullable String sha256() {
    return isSigned() && !isChunked() ? said : null;
  }

  /** The checksum that follows the chunks, or null. */
  @Nullable ChecksumAlgorithm trailer() {
    return trailer;
  }

  /** The length of the object, without what is around the chunks. */
  long length() {
    return length;
  }

  /** Keeps how the request was signed again, which is to give the very bytes that come. */
  void signed(SignedRequest again) {
    signed = again;
  }

  /** Keeps what proves the signature when the body is there. */
  void provedBy(Proof later) {
    proof = later;
  }

  /** The object's bytes, as far as they have come. */
  InputStream content() {
    try {
      return content == null ? InputStream.nullInputStream() : content.read();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Holds a body to what was said of it.
   *
   * @param sent as it came
   * @param object without what is around the chunks
   * @param trailers the names of those that came
   */
  void check(Upload sent, Upload object, Set<String> trailers) throws IOException, S3Exception {
    content = object;
    String sha256 = sha256();
    if (sha256 != null && !sha256.equals(sha256(object))) {
      throw S3Exception.invalid(
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    if (isChunked() && object.length() != length) {
      throw S3Exception.invalid(
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    if (trailer != null
        && trailers.stream().noneMatch(name -> trailer.equals(TRAILERS.get(name)))) {
      throw S3Exception.invalid(
          "MalformedTrailerError", "The trailer that the request announces is missing.");
    }
    if (proof != null) {
      proof.check();
    }
    if (isChunked() && isSigned() && signed != null) {
      try (InputStream expected = signed.payload().orElseThrow().newStream();
          InputStream came = sent.read()) {
        if (!isSame(expected, came)) {
          throw S3Exception.signatureDoesNotMatch();
        }
      }
    }
  }

  private static String sha256(Upload object) throws IOException {
    MessageDigest digest = Digests.of("SHA-256");
    try (InputStream in = object.read()) {
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isSame(InputStream one, InputStream other) throws IOException {
    byte[] first = new byte[64 * 1024];
    byte[] second = new byte[64 * 1024];
    while (true) {
      int n = one.readNBytes(first, 0, first.length);
      int m = other.readNBytes(second, 0, second.length);
      if (n != m || !Arrays.equals(first, 0, n, second, 0, m)) {
        return false;
      }
      if (n == 0) {
        return true;
      }
    }
  }
}
