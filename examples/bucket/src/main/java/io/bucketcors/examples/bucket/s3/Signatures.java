package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final int MOST_SECONDS = 7 * 24 * 3600;
  private static final Pattern HEADER =
      Pattern.compile(
          ALGORITHM
              + " +Credential=([^,\\s]+)\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*"
              + "Signature=([0-9a-f]{64})");
  private static final Pattern CREDENTIAL =
      Pattern.compile("([^/]+)/([0-9]{8})/([A-Za-z0-9-]+)/s3/aws4_request");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What the signer writes itself. */
  private static final Set<String> OF_THE_SIGNER = Set.of("x-amz-date", "x-amz-content-sha256");

  /** What it writes itself around a body in chunks. */
  private static final Set<String> OF_CHUNKS =
      Set.of("content-encoding", "content-length", "x-amz-trailer", "x-amz-decoded-content-length");

  private static final Set<String> OF_THE_QUERY =
      Set.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

  private final Keys keys;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  Signatures(Keys keys) {
    this.keys = keys;
  }

  /**
   * What a request says of its signature.
   *
   * @param region of the credential's scope
   * @param headers the names that are signed
   * @param lifetime of a presigned URL; null where the signature is in a header
   */
  private record Claimed(
      String region,
      Instant time,
      Set<String> headers,
      String signature,
      @Nullable Duration lifetime) {}

  /** Whether a request claims to be signed in this way. */
  static boolean isClaimed(Call call) {
    String header = call.request.getHeader("Authorization");
    return header != null && header.startsWith(ALGORITHM)
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
    Claimed claimed = header == null ? inQuery(call.query) : inHeader(header, call.request);
    checkTime(claimed);
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

  private Claimed inHeader(String header, HttpServletRequest request) throws S3Exception {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw malformed(false, "The authorization header is malformed.");
    }
    String date = request.getHeader("x-amz-date");
    return new Claimed(
        region(parts.group(1), false),
        time(date, false),
        names(parts.group(2)),
        parts.group(3),
        null);
  }

  private Claimed inQuery(Query query) throws S3Exception {
    if (!query.text("X-Amz-Algorithm").equals(ALGORITHM)) {
      throw malformed(true, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    for (String name : OF_THE_QUERY) {
      List<String> values = query.all().get(name);
      if (values == null || values.size() != 1) {
        throw malformed(true, "Query-string authentication requires one " + name + ".");
      }
    }
    String seconds = query.text("X-Amz-Expires");
    if (!seconds.matches("[0-9]{1,6}")
        || Integer.parseInt(seconds) > MOST_SECONDS
        || Integer.parseInt(seconds) == 0) {
      throw malformed(true, "X-Amz-Expires must be between 1 and 604800 seconds");
    }
    if (!query.text("X-Amz-Signature").matches("[0-9a-f]{64}")) {
      throw malformed(true, "X-Amz-Signature must be 64 hexadecimal digits");
    }
    return new Claimed(
        region(query.text("X-Amz-Credential"), true),
        time(query.text("X-Amz-Date"), true),
        names(query.text("X-Amz-SignedHeaders")),
        query.text("X-Amz-Signature"),
        Duration.ofSeconds(Integer.parseInt(seconds)));
  }

  private static Set<String> names(String signed) {
    return Set.copyOf(List.of(signed.split(";")));
  }

  private String region(String credential, boolean presigned) throws S3Exception {
    Matcher scope = CREDENTIAL.matcher(credential);
    if (!scope.matches()) {
      throw malformed(
          presigned, "The credential is malformed; it should be KEY/DATE/REGION/s3/aws4_request.");
    }
    if (!same(keys.access(), scope.group(1))) {
      throw new S3Exception(
          403,
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    return scope.group(3);
  }

  private static Instant time(@Nullable String date, boolean presigned) throws S3Exception {
    try {
      return Instant.from(TIME.parse(date == null ? "" : date));
    } catch (DateTimeException none) {
      if (presigned) {
        throw malformed(true, "X-Amz-Date must be in the ISO8601 Long Format");
      }
      throw S3Exception.accessDenied(
          "AWS authentication requires a valid Date or x-amz-date header");
    }
  }

  private static S3Exception malformed(boolean presigned, String text) {
    return S3Exception.invalid(
        presigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed", text);
  }

  private static void checkTime(Claimed claimed) throws S3Exception {
    Instant now = Instant.now();
    Duration lifetime = claimed.lifetime();
    boolean early = claimed.time().isAfter(now.plus(SKEW));
    if (lifetime == null) {
      if (early || claimed.time().isBefore(now.minus(SKEW))) {
        throw new S3Exception(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.");
      }
    } else if (early) {
      throw S3Exception.accessDenied("Request is not yet valid");
    } else if (now.isAfter(claimed.time().plus(lifetime))) {
      throw S3Exception.accessDenied("Request has expired");
    }
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
              if (claimed.lifetime() == null || !OF_THE_QUERY.contains(name)) {
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
