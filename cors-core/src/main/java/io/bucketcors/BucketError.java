package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import org.jspecify.annotations.Nullable;

/**
 * An error document as buckets write it, to the byte. Values of the request are escaped and cut at
 * {@link #MAX_VALUE} characters.
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

  <R> String xml(R request, CorsRequestReader<? super R> reader, String path, AnswerIds ids) {
    @Nullable String asked = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    Xml xml = new Xml(dialect == CorsDialect.COS);
    xml.element("Code", code, MAX_VALUE);
    xml.element("Message", namesMethod ? message + asked : message, 1024);
    if (dialect == CorsDialect.COS) {
      String host = reader.header(request, "Host", 0);
      xml.element("Resource", host == null ? path : host + path, MAX_VALUE);
    } else if (details) {
      xml.element("Method", asked == null ? reader.method(request) : asked, MAX_VALUE);
      boolean bucket = !bucketExists || path.isEmpty() || path.equals("/");
      xml.element("ResourceType", bucket ? "BUCKET" : "OBJECT", MAX_VALUE);
    }
    xml.element("RequestId", ids.requestId(), MAX_VALUE);
    xml.element(dialect == CorsDialect.COS ? "TraceId" : "HostId", ids.traceId(), MAX_VALUE);
    return xml.end();
  }

  /**
   * Writes XML as one of the stores does. S3 has it in one line and escapes what it has to; COS
   * begins each element on a line of its own, and escapes quotes too.
   */
  private static final class Xml {
    private final boolean cos;
    private final StringBuilder text = new StringBuilder(704);

    Xml(boolean cos) {
      this.cos = cos;
      text.append(
          cos
              ? "<?xml version='1.0' encoding='utf-8' ?>\n<Error>"
              : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    }

    void element(String name, String value, int most) {
      text.append(cos ? "\n\t<" : "<").append(name).append('>');
      for (int i = 0; i < Math.min(value.length(), most); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '<' -> text.append("&lt;");
          case '>' -> text.append("&gt;");
          case '&' -> text.append("&amp;");
          case '"' -> text.append(cos ? "&quot;" : "\"");
          case '\'' -> text.append(cos ? "&apos;" : "'");
          default -> text.append(c >= 0x20 && c < 0x7f ? c : '?');
        }
      }
      text.append("</").append(name).append('>');
    }

    String end() {
      return text.append(cos ? "\n</Error>" : "</Error>").toString();
    }
  }
}
