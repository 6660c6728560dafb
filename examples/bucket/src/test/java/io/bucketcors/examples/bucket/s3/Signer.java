package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 written down from Amazon's description, so that what the bucket verifies with
 * a library is not signed with the same one.
 */
final class Signer {
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  static final String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  static final String CHUNKS_AND_TRAILER = CHUNKS + "-TRAILER";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String access;
  private final String secret;
  private final Instant time;

  Signer(String access, String secret) {
    this(access, secret, Instant.now());
  }

  private Signer(String access, String secret, Instant time) {
    this.access = access;
    this.secret = secret;
    this.time = time;
  }

  Signer at(Instant other) {
    return new Signer(access, secret, other);
  }

  /**
   * All headers of a request, those that were given included.
   *
   * @param sha256 what is said of the body
   */
  SortedMap<String, String> headers(
      String method, URI uri, Map<String, String> given, String sha256) {
    SortedMap<String, String> headers = new TreeMap<>();
    given.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers.put("host", uri.getAuthority());
    headers.put("x-amz-date", TIME.format(time));
    headers.put("x-amz-content-sha256", sha256);
    String signature = signature(method, uri, uri.getRawQuery(), headers, sha256);
    headers.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + access
            + "/"
            + scope()
            + ", SignedHeaders="
            + String.join(";", headers.keySet())
            + ", Signature="
            + signature);
    return headers;
  }

  /** The address with a signature that is good for some seconds. */
  URI presigned(String method, URI uri, int seconds) {
    String query =
        (uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&")
            + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + (access + "/" + scope()).replace("/", "%2F")
            + "&X-Amz-Date="
            + TIME.format(time)
            + "&X-Amz-Expires="
            + seconds
            + "&X-Amz-SignedHeaders=host";
    SortedMap<String, String> headers = new TreeMap<>(Map.of("host", uri.getAuthority()));
    String signature = signature(method, uri, query, headers, UNSIGNED);
    String address = uri.toString().split("\\?", 2)[0];
    return URI.create(address + "?" + query + "&X-Amz-Signature=" + signature);
  }

  /** A body in chunks, each signed, and a checksum behind them where there is to be a trailer. */
  byte[] chunks(byte[] body, int size, Map<String, String> signedHeaders, boolean trailer) {
    String before = signedHeaders.getOrDefault("authorization", "").replaceAll(".*=", "");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int from = 0; from < body.length; from += size) {
      int to = Math.min(body.length, from + size);
      before = chunk(all, Arrays.copyOfRange(body, from, to), before);
    }
    before = chunk(all, new byte[0], before);
    if (trailer) {
      CRC32 crc = new CRC32();
      crc.update(body);
      String line = "x-amz-checksum-crc32:" + base64((int) crc.getValue());
      String signature =
          hex(
              hmac(
                  key(),
                  lines(
                      "AWS4-HMAC-SHA256-TRAILER",
                      TIME.format(time),
                      scope(),
                      before,
                      hex(sha256((line + "\n").getBytes(UTF_8))))));
      all.writeBytes((line + "\r\nx-amz-trailer-signature:" + signature + "\r\n").getBytes(UTF_8));
    }
    all.writeBytes("\r\n".getBytes(UTF_8));
    return all.toByteArray();
  }

  private String chunk(ByteArrayOutputStream all, byte[] chunk, String before) {
    String signature =
        hex(
            hmac(
                key(),
                lines(
                    "AWS4-HMAC-SHA256-PAYLOAD",
                    TIME.format(time),
                    scope(),
                    before,
                    hex(sha256(new byte[0])),
                    hex(sha256(chunk)))));
    String head = Integer.toHexString(chunk.length) + ";chunk-signature=" + signature + "\r\n";
    all.writeBytes(head.getBytes(UTF_8));
    all.writeBytes(chunk);
    if (chunk.length > 0) {
      all.writeBytes("\r\n".getBytes(UTF_8));
    }
    return signature;
  }

  private String signature(
      String method, URI uri, String query, SortedMap<String, String> headers, String sha256) {
    String canonical =
        lines(
            method,
            uri.getRawPath(),
            query == null
                ? ""
                : Stream.of(query.split("&"))
                    .map(each -> each.contains("=") ? each : each + "=")
                    .sorted()
                    .collect(Collectors.joining("&")),
            headers.entrySet().stream()
                .map(
                    each ->
                        each.getKey() + ":" + each.getValue().trim().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining()),
            String.join(";", headers.keySet()),
            sha256);
    String text =
        lines(
            "AWS4-HMAC-SHA256", TIME.format(time), scope(), hex(sha256(canonical.getBytes(UTF_8))));
    return hex(hmac(key(), text));
  }

  private String scope() {
    return TIME.format(time).substring(0, 8) + "/us-east-1/s3/aws4_request";
  }

  private byte[] key() {
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope().split("/")) {
      key = hmac(key, part);
    }
    return key;
  }

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  static String base64(int crc) {
    byte[] bytes = ByteBuffer.allocate(4).putInt(crc).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }
}
