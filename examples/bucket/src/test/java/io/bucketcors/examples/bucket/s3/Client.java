package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bucketcors.examples.bucket.BucketExample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** Sends requests to the endpoint of an example, signed or not. */
final class Client {
  static final String ACCESS = "AKIDTEST";
  static final String SECRET = "a secret for tests only";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final Signer signer = new Signer(ACCESS, SECRET);
  private final URI endpoint;

  Client(BucketExample example) {
    endpoint = example.bucket().resolve("/");
  }

  URI uri(String path) {
    return endpoint.resolve(path);
  }

  /** Signed, the hash of the body included. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(signer, method, path, body.getBytes(UTF_8), headers);
  }

  HttpResponse<String> send(Signer by, String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    SortedMap<String, String> signed =
        by.headers(method, uri(path), map(headers), Signer.hex(Signer.sha256(body)));
    return exactly(method, uri(path), body, signed);
  }

  /** As it stands; what HTTP itself sends is left to it. */
  HttpResponse<String> exactly(String method, URI uri, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(
        (name, value) -> {
          if (!name.equals("host") && !name.equals("content-length")) {
            request.header(name, value);
          }
        });
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Not signed. */
  HttpResponse<String> unsigned(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return exactly(method, uri(path), body.getBytes(UTF_8), map(headers));
  }

  static Map<String, String> map(String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return map;
  }

  /** What an element of a document holds, escapes apart. */
  static String element(String name, HttpResponse<String> answer) {
    String body = answer.body();
    int from = body.indexOf("<" + name + ">");
    int to = body.indexOf("</" + name + ">");
    return from < 0
        ? ""
        : body.substring(from + name.length() + 2, to)
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
  }

  static String code(HttpResponse<String> answer) {
    return answer.statusCode() + " " + element("Code", answer);
  }
}
