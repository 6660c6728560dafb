package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Replaces one object by versions of itself that can be told apart. */
final class ObjectWriter {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int SIZE = 3_000_000;

  private ObjectWriter() {}

  /** Versions of an odd number come in parts, and are one byte longer. */
  static byte[] version(int number) {
    byte[] bytes = new byte[SIZE + number % 2];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  static String etag(int number) throws Exception {
    byte[] md5 = md5(version(number));
    return '"'
        + HexFormat.of().formatHex(number % 2 == 0 ? md5 : md5(md5))
        + (number % 2 == 0 ? "" : "-1")
        + '"';
  }

  private static byte[] md5(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("MD5").digest(bytes);
  }

  static void writeUntilRefused(URI bucket) {
    try {
      for (int number = 0; ; number = (number + 1) % 100) {
        write(bucket.resolve("object.bin"), number);
      }
    } catch (IOException killed) {
      // As it was meant.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(URI object, int number) throws IOException, InterruptedException {
    if (number % 2 == 0) {
      send(described(object, number).PUT(BodyPublishers.ofByteArray(version(number))));
      return;
    }
    URI uploads = URI.create(object + "?uploads");
    String started = send(described(uploads, number).POST(BodyPublishers.noBody())).body();
    String id = started.replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    HttpRequest.Builder part =
        HttpRequest.newBuilder(URI.create(object + "?partNumber=1&uploadId=" + id));
    String tag =
        send(part.PUT(BodyPublishers.ofByteArray(version(number))))
            .headers()
            .firstValue("ETag")
            .orElse("");
    String parts =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>%s</ETag></Part>"
            + "</CompleteMultipartUpload>";
    send(
        HttpRequest.newBuilder(URI.create(object + "?uploadId=" + id))
            .POST(BodyPublishers.ofString(parts.formatted(tag))));
  }

  private static HttpRequest.Builder described(URI uri, int number) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "image/x-" + number)
        .header("x-amz-meta-note", Integer.toString(number));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  static HttpResponse<byte[]> read(URI bucket) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(bucket.resolve("object.bin")).build(), BodyHandlers.ofByteArray());
  }
}
