package io.bucketcors.examples.bucket.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature.
 *
 * @param access the key that it names
 * @param region of the credential's scope
 * @param headers the names that are signed
 * @param lifetime of a presigned address; null where the signature is in a header
 */
record Claimed(
    String access,
    String region,
    Instant time,
    Set<String> headers,
    String signature,
    @Nullable Duration lifetime) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  static final Set<String> OF_THE_QUERY =
      Set.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

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

  /** Reads an {@code Authorization} header. */
  static Claimed inHeader(String header, @Nullable String date) throws S3Exception {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw malformed(false, "The authorization header is malformed.");
    }
    Matcher scope = scope(parts.group(1), false);
    return new Claimed(
        scope.group(1),
        scope.group(3),
        time(date, false),
        names(parts.group(2)),
        parts.group(3),
        null);
  }

  /** Reads a presigned address. */
  static Claimed inQuery(Query query) throws S3Exception {
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
    Matcher scope = scope(query.text("X-Amz-Credential"), true);
    return new Claimed(
        scope.group(1),
        scope.group(3),
        time(query.text("X-Amz-Date"), true),
        names(query.text("X-Amz-SignedHeaders")),
        query.text("X-Amz-Signature"),
        Duration.ofSeconds(Integer.parseInt(seconds)));
  }

  private static Set<String> names(String signed) {
    return Set.copyOf(List.of(signed.split(";")));
  }

  private static Matcher scope(String credential, boolean presigned) throws S3Exception {
    Matcher scope = CREDENTIAL.matcher(credential);
    if (!scope.matches()) {
      throw malformed(
          presigned, "The credential is malformed; it should be KEY/DATE/REGION/s3/aws4_request.");
    }
    return scope;
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

  /** Refuses what is too old, or not yet to be used. */
  void checkTime() throws S3Exception {
    Instant now = Instant.now();
    boolean early = time.isAfter(now.plus(SKEW));
    if (lifetime == null) {
      if (early || time.isBefore(now.minus(SKEW))) {
        throw new S3Exception(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.");
      }
    } else if (early) {
      throw S3Exception.accessDenied("Request is not yet valid");
    } else if (now.isAfter(time.plus(lifetime))) {
      throw S3Exception.accessDenied("Request has expired");
    }
  }
}
