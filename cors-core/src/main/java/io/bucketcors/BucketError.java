package io.bucketcors;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An error document as buckets write it. Values of the request are escaped and cut at {@link
 * #MAX_VALUE} characters.
 *
 * @param dialect {@code s3} or {@code cos}
 * @param code the store's error code
 * @param message the store's message, or its beginning
 * @param namesMethod whether the method that was asked for ends the message
 * @param details whether the elements that only a refused CORS request has are written
 * @param bucketExists whether the bucket has rules: without any, S3 always names the bucket
 */
record BucketError(
    CorsDialect dialect,
    String code,
    String message,
    boolean namesMethod,
    boolean details,
    boolean bucketExists) {

  static final int MAX_VALUE = 256;

  <R> String xml(R request, CorsRequestReader<? super R> reader, String path) {
    @Nullable String asked = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    element(xml, "Code", code);
    element(xml, "Message", namesMethod ? message + asked : message);
    String requestId = hex(16);
    if (dialect == CorsDialect.COS) {
      String host = reader.header(request, "Host", 0);
      element(xml, "Resource", host == null ? path : host + path);
      element(xml, "RequestId", requestId);
      element(xml, "TraceId", hex(32));
    } else {
      if (details) {
        element(xml, "Method", asked == null ? reader.method(request) : asked);
        boolean bucket = !bucketExists || path.isEmpty() || path.equals("/");
        element(xml, "ResourceType", bucket ? "BUCKET" : "OBJECT");
      }
      element(xml, "RequestId", requestId);
      element(xml, "HostId", hex(64));
    }
    return xml.append("</Error>").toString();
  }

  private static void element(StringBuilder xml, String name, String value) {
    xml.append('<').append(name).append('>');
    int length = Math.min(value.length(), name.equals("Message") ? 1024 : MAX_VALUE);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        case '\'' -> xml.append("&apos;");
        default -> xml.append(c >= 0x20 && c < 0x7f ? c : '?');
      }
    }
    xml.append("</").append(name).append('>');
  }

  private static String hex(int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append(
          Character.toUpperCase(Character.forDigit(ThreadLocalRandom.current().nextInt(16), 16)));
    }
    return hex.toString();
  }
}
