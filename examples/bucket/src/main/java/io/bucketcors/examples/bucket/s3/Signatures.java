package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Verifies Signature Version 4, in headers or in a presigned URL: what was signed is signed again
 * with the AWS SDK's own signer, and the signatures are compared. Before a body is read, it is
 * known that the request names the right key and a time that has not passed. Thread-safe.
 */
final class Signatures {
  /** What the signer writes itself. */
  private static final Set<String> OF_THE_SIGNER = Set.of("x-amz-date", "x-amz-content-sha256");

  /** What it writes itself around a body in chunks. */
  private static final Set<String> OF_CHUNKS =
      Set.of("content-encoding", "content-length", "x-amz-trailer", "x-amz-decoded-content-length");

  private final Keys keys;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  Signatures(Keys keys) {
    this.keys = keys;
  }

  /** Whether a request claims to be signed in this way. */
  static boolean isClaimed(Call call) {
    String header = call.request.getHeader("Authorization");
    return header != null && header.startsWith(Claimed.ALGORITHM)
        || call.query.has("X-Amz-Algorithm")
        || call.query.has("X-Amz-Signature");
  }

  /**
   * Verifies a request's signature, its time and that all that matters is signed.
   *
   * @throws S3Exception if it has none, or a wrong one
   */
  BodyClaim verify(Call call) throws S3Exception {
    if (!isClaimed(call)) {
      throw S3Exception.accessDenied("Access Denied");
    }
    String header = call.request.getHeader("Authorization");
    boolean presigned = call.query.has("X-Amz-Algorithm") || call.query.has("X-Amz-Signature");
    if (header != null && presigned) {
      throw S3Exception.invalid(
          "InvalidArgument",
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    Claimed claimed =
        header == null
            ? Claimed.inQuery(call.query)
            : Claimed.inHeader(header, call.request.getHeader("x-amz-date"));
    if (!same(keys.access(), claimed.access())) {
      throw new S3Exception(
          403,
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    claimed.checkTime();
    checkHeaders(call.request, claimed.headers());
    BodyClaim body = BodyClaim.of(call.request, presigned);
    if (call.hasBody() && body.isSigned()) {
      // The signer reads a body itself, so it has to be there.
      body.provedBy(() -> compare(call, claimed, body));
    }
    if (!call.hasBody() || body.sha256() == null) {
      compare(call, claimed, body);
    }
    return body;
  }

  private void compare(Call call, Claimed claimed, BodyClaim body) throws S3Exception {
    SignedRequest again;
    try {
      again = signAgain(call, claimed, body);
    } catch (RuntimeException nothingThatCanBeSigned) {
      throw S3Exception.signatureDoesNotMatch();
    }
    if (!same(signature(again, claimed.lifetime() != null), claimed.signature())) {
      throw S3Exception.signatureDoesNotMatch();
    }
    body.signed(again);
  }

  /** What S3 acts on must not be added to a request that somebody else has signed. */
  private static void checkHeaders(HttpServletRequest request, Set<String> signed)
      throws S3Exception {
    Set<String> unsigned = new HashSet<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if ((lower.startsWith("x-amz-") || lower.equals("host")) && !signed.contains(lower)) {
        unsigned.add(lower);
      }
    }
    if (!unsigned.isEmpty()) {
      throw S3Exception.accessDenied(
          "There were headers present in the request which were not signed");
    }
  }

  private SignedRequest signAgain(Call call, Claimed claimed, BodyClaim body) {
    HttpServletRequest request = call.request;
    SdkHttpFullRequest.Builder copy =
        SdkHttpFullRequest.builder()
            // Whatever it came by: of plain HTTP the signer leaves no payload unsigned.
            .protocol("https")
            .host("localhost")
            .method(SdkHttpMethod.fromValue(request.getMethod()))
            .encodedPath(VirtualHosts.pathAsSent(request));
    call.query
        .all()
        .forEach(
            (name, values) -> {
              if (claimed.lifetime() == null || !Claimed.OF_THE_QUERY.contains(name)) {
                values.forEach(value -> copy.appendRawQueryParameter(name, value));
              }
            });
    for (String name : claimed.headers()) {
      if (!OF_THE_SIGNER.contains(name) && !(body.isChunked() && OF_CHUNKS.contains(name))) {
        String written = name.equals("host") ? "Host" : name;
        Collections.list(request.getHeaders(name))
            .forEach(value -> copy.appendHeader(written, value));
      }
    }
    if (body.isChunked()) {
      copy.putHeader("Content-Length", Long.toString(body.length()));
    }
    return signer.sign(
        sign -> {
          sign.identity(AwsCredentialsIdentity.create(keys.access(), keys.secret()))
              .request(copy.build())
              .payload(body::content)
              .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
              .putProperty(AwsV4HttpSigner.REGION_NAME, claimed.region())
              .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
              .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
              .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, body.isSigned())
              .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, body.isChunked())
              .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(claimed.time(), ZoneOffset.UTC));
          if (body.trailer() != null) {
            sign.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, body.trailer());
          }
          if (claimed.lifetime() != null) {
            sign.putProperty(
                    AwsV4FamilyHttpSigner.AUTH_LOCATION,
                    AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, claimed.lifetime());
          }
        });
  }

  private static String signature(SignedRequest again, boolean presigned) {
    if (presigned) {
      return again.request().firstMatchingRawQueryParameter("X-Amz-Signature").orElse("");
    }
    String header = again.request().firstMatchingHeader("Authorization").orElse("");
    return header.substring(header.indexOf("Signature=") + "Signature=".length());
  }

  /** Takes the same time wherever two texts differ. */
  private static boolean same(String one, String other) {
    byte[] first = Digests.of("SHA-256").digest(one.getBytes(StandardCharsets.UTF_8));
    byte[] second = Digests.of("SHA-256").digest(other.getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(first, second);
  }
}
