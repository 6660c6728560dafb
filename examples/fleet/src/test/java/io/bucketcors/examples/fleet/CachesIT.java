package io.bucketcors.examples.fleet;

import static io.bucketcors.examples.fleet.Documents.A;
import static io.bucketcors.examples.fleet.Documents.B;
import static io.bucketcors.examples.fleet.Documents.EVIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Holds docs/caches.md to a real nginx, with the configuration that it shows. */
@TestInstance(Lifecycle.PER_CLASS)
class CachesIT {
  private static final List<String> NO_ORIGIN = List.of();
  private static final List<List<String>> ASKING =
      List.of(
          List.of("Origin: " + A), List.of("Origin: " + B), List.of("Origin: " + EVIL), NO_ORIGIN);

  private TestFleet test;

  @BeforeAll
  void start() throws Exception {
    test = new TestFleet(CachesIT.class);
  }

  @AfterAll
  void end() throws Exception {
    test.close();
  }

  private RawResponse ask(String method, String path, List<String> headers) throws IOException {
    return Client.once(test.fleet.cachePort(), method, path, headers.toArray(String[]::new));
  }

  /** What a cached answer has to say: what a node says itself. */
  private List<String> grantOf(String method, List<String> headers) throws IOException {
    return grant(
        Client.once(test.fleet.port(1), method, "/objects/x", headers.toArray(String[]::new)));
  }

  private static List<String> grant(RawResponse answer) {
    List<String> grant = new ArrayList<>(answer.grants());
    grant.addAll(answer.lines("Access-Control-Allow-Origin"));
    return grant;
  }

  private static <T> List<List<T>> orders(List<T> elements) {
    if (elements.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (T first : elements) {
      List<T> others = new ArrayList<>(elements);
      others.remove(first);
      for (List<T> order : orders(others)) {
        List<T> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  /** Two origins, a refused one and none, in all orders, each twice, by GET and by HEAD. */
  @Test
  void aCachedAnswerIsNeverAnotherOriginsOrAnotherMethods() throws Exception {
    // What is kept for GET must not serve HEAD, which this document does not allow to A.
    String document =
        Documents.of(test.written.incrementAndGet())
            .replaceFirst("<AllowedMethod>HEAD</AllowedMethod>", "");
    test.publisher.publish(document);
    test.nodes.await(test.written.get());
    assertThat(grantOf("GET", ASKING.get(0))).contains(A);
    assertThat(grantOf("HEAD", ASKING.get(0))).isEmpty();
    assertThat(grantOf("HEAD", ASKING.get(1))).contains(B);
    int asked = 0;
    int hits = 0;
    List<String> wrong = new ArrayList<>();
    int path = 0;
    for (List<String> methods : List.of(List.of("GET", "HEAD"), List.of("HEAD", "GET"))) {
      for (List<List<String>> order : orders(ASKING)) {
        path++;
        for (String method : List.of(methods.get(0), methods.get(1), methods.get(0))) {
          for (List<String> headers : order) {
            RawResponse answer = ask(method, "/objects/orders/" + path, headers);
            asked++;
            hits += "HIT".equals(answer.header("X-Cache")) ? 1 : 0;
            if (answer.status() != 200 || !grant(answer).equals(grantOf(method, headers))) {
              wrong.add(method + headers + " in " + order + ": " + answer.headers());
            }
          }
        }
      }
    }
    System.out.printf("%d answers through the cache, %d of them kept ones%n", asked, hits);
    assertThat(wrong).isEmpty();
    assertThat(asked).isEqualTo(2 * 24 * 3 * 4);
    assertThat(hits).isEqualTo(asked / 3);
  }

  @Test
  void aGrantIsWithdrawnByAChangeOnAllNodesAndThenAPurge() throws Exception {
    test.change();
    List<String> origin = List.of("Origin: " + Documents.originOf(test.written.get()));
    String path = "/objects/withdrawn";
    assertThat(ask("GET", path, origin).header("X-Cache")).isEqualTo("MISS");
    test.change();
    // All nodes have withdrawn it, and the cache has not heard of that.
    RawResponse kept = ask("GET", path, origin);
    assertThat(kept.header("X-Cache")).isEqualTo("HIT");
    assertThat(kept.grants()).contains("access-control-allow-origin");
    assertThat(test.nodes.version()).isNotEmpty();
    test.fleet.purge();
    RawResponse afterwards = ask("GET", path, origin);
    assertThat(afterwards.header("X-Cache")).isEqualTo("MISS");
    assertThat(afterwards.grants()).isEmpty();
    assertThat(ask("GET", path, origin).grants()).isEmpty();
  }
}
