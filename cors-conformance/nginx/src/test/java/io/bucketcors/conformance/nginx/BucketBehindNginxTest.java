package io.bucketcors.conformance.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.Certificate;
import io.bucketcors.conformance.harness.NginxProcess;
import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.Options;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One object of a bucket, two sites that use it, and a cache between. */
class BucketBehindNginxTest {
  private static final String NONE = "";
  private static final List<String> ASKING =
      List.of("https://www.a.example", "https://www.b.example", "https://evil.example", NONE);
  private static final List<String> LISTED = ASKING.subList(0, 2);

  @TempDir Path folder;

  /** What came of all orders in which the four can ask, each order with an object of its own. */
  private static final class Seen {
    int answers;
    int hits;

    /** Somebody got another's grant, or one where there is none. */
    final List<String> leaked = new ArrayList<>();

    /** A listed origin got none. */
    final List<String> lost = new ArrayList<>();
  }

  private Seen seen(CorsDialect dialect) throws Exception {
    Path program = Nginx.program();
    Certificate certificate = Certificate.make(folder, "localhost");
    HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusted()).build();
    Options options = Options.ephemeral().withDialect(dialect).opened();
    try (BucketExample example = BucketExample.start(options)) {
      URI bucket = example.bucket();
      // Its name is the path that the configuration of nginx caches.
      put(client, bucket.resolve("/cached"));
      List<CorsRule> rules =
          List.of(
              CorsRule.allow(LISTED.get(0)).methods("GET", "HEAD").expose("ETag").build(),
              CorsRule.allow(LISTED.get(1)).methods("GET", "HEAD").build());
      example.rules().replace("cached", rules, true);
      Seen seen = new Seen();
      try (NginxProcess nginx = Nginx.start(program, folder, bucket.getPort())) {
        for (String method : List.of("GET", "HEAD")) {
          int order = 0;
          for (List<String> origins : orders(ASKING)) {
            String object = "/cached/" + method + order++;
            put(client, bucket.resolve(object));
            List<String> twice = new ArrayList<>(origins);
            twice.addAll(origins);
            for (String origin : twice) {
              URI uri = URI.create("https://localhost:" + nginx.port() + object);
              judge(seen, origins + " " + origin, origin, ask(client, method, uri, origin));
            }
          }
        }
      }
      return seen;
    }
  }

  private static void put(HttpClient client, URI uri) throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(uri)
            .header("Cache-Control", "max-age=60")
            .PUT(BodyPublishers.ofString(uri.getPath()))
            .build();
    assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> ask(HttpClient client, String method, URI uri, String origin)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    if (!origin.equals(NONE)) {
      request.header("Origin", origin);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static void judge(Seen seen, String what, String origin, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what).isEqualTo(200);
    List<String> granted = answer.headers().allValues("Access-Control-Allow-Origin");
    boolean exposed = answer.headers().firstValue("Access-Control-Expose-Headers").isPresent();
    seen.answers++;
    seen.hits += answer.headers().allValues("X-Cache").contains("HIT") ? 1 : 0;
    if (LISTED.contains(origin) && granted.isEmpty()) {
      seen.lost.add(what);
    } else if (!granted.equals(LISTED.contains(origin) ? List.of(origin) : List.of())
        || exposed != origin.equals(LISTED.get(0))) {
      seen.leaked.add(what + " got " + granted);
    }
  }

  private static List<List<String>> orders(List<String> all) {
    if (all.size() < 2) {
      return List.of(all);
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : all) {
      List<String> rest = new ArrayList<>(all);
      rest.remove(first);
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @ParameterizedTest
  @EnumSource(
      value = CorsDialect.class,
      names = {"STANDARD", "COS"})
  void givesEverybodyTheirOwnAnswerInEveryOrder(CorsDialect dialect) throws Exception {
    Seen seen = seen(dialect);
    assertThat(seen.leaked).isEmpty();
    assertThat(seen.lost).isEmpty();
    assertThat(seen.answers).isEqualTo(2 * 24 * 8);
    // The second time round all come from the cache.
    assertThat(seen.hits).isEqualTo(2 * 24 * 4);
  }

  /**
   * S3 says {@code Vary} only where a rule matched, so an answer without a grant that is stored
   * first is given to everybody: the sites lose their grants, yet nobody gets another's.
   */
  @Test
  void losesGrantsAsS3DoesWhereItAnswersAsS3() throws Exception {
    Seen seen = seen(CorsDialect.S3);
    assertThat(seen.leaked).isEmpty();
    assertThat(seen.lost).isNotEmpty();
  }
}
