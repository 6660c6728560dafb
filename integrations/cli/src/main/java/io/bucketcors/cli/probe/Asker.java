package io.bucketcors.cli.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends requests. Follows no redirect, as a preflight does not, and reads no body to its end. */
public final class Asker {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_OF_A_BODY = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          // What browsers speak with most servers that have no TLS; and upgrades confuse some.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .build();

  /**
   * Sends one request.
   *
   * @throws IOException if no answer came; the message is for people
   */
  Answer ask(Ask ask) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ask.url())
            .timeout(PATIENCE)
            .method(ask.method(), HttpRequest.BodyPublishers.noBody());
    ask.headers().forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        body.readNBytes(MOST_OF_A_BODY);
      }
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, lines) -> headers.put(name.toLowerCase(Locale.ROOT), lines));
      return new Answer(ask, response.statusCode(), headers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
