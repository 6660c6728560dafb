package io.bucketcors.examples.fleet;

import static io.bucketcors.examples.fleet.Documents.A;
import static io.bucketcors.examples.fleet.Documents.B;
import static io.bucketcors.examples.fleet.Documents.EVIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Holds docs/operate/caches.md to a real nginx, with the configuration that it shows. */
@TestInstance(Lifecycle.PER_CLASS)
class CachesIT {
  private static final String OPEN =
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
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

  /** What {@code Vary} cannot help: an answer to everybody is stored without it. */
  @Test
  void whatWasAllowedToEverybodyStaysSoUntilThePurge() throws Exception {
    List<String> evil = List.of("Origin: " + EVIL);
    String path = "/objects/narrowed";
    test.publisher.publish(OPEN);
    TestFleet.until("all nodes are open", () -> grantOf("GET", evil).contains("*"));
    TestFleet.until("all nodes agree", test.nodes::agree);
    assertThat(ask("GET", path, evil).lines("Vary")).isEmpty();
    test.change();
    RawResponse kept = ask("GET", path, evil);
    assertThat(kept.header("X-Cache")).isEqualTo("HIT");
    assertThat(kept.lines("Access-Control-Allow-Origin")).containsExactly("*");
    test.fleet.purge();
    assertThat(ask("GET", path, evil).grants()).isEmpty();
  }

  /** A 304 has nothing to say of a grant that it does not have: RFC 9111, section 3.2. */
  @Test
  void aGrantThatExpiresIsAskedForAnewUnlessTheCacheRevalidates() throws Exception {
    assertThat(afterExpiry("/objects/brief/a")).isEqualTo("EXPIRED without a grant");
    Path configuration = test.fleet.folder().resolve("nginx.conf");
    String off = Files.readString(configuration);
    Files.writeString(
        configuration, off.replace("proxy_cache_revalidate off", "proxy_cache_revalidate on"));
    try {
      reloadCache();
      // The trap.
      TestFleet.until(
          "nginx has read its configuration",
          () -> afterExpiry("/objects/brief/b").equals("REVALIDATED with a grant"));
    } finally {
      Files.writeString(configuration, off);
      reloadCache();
    }
  }

  /** Stores a grant, withdraws it on all nodes, and asks when what is stored has expired. */
  private String afterExpiry(String path) throws Exception {
    test.fleet.purge();
    List<String> origin = List.of("Origin: " + Documents.originOf(test.written.get()));
    assertThat(grant(ask("GET", path, origin))).isNotEmpty();
    test.change();
    TimeUnit.MILLISECONDS.sleep(2100);
    RawResponse answer = ask("GET", path, origin);
    return answer.header("X-Cache") + (grant(answer).isEmpty() ? " without" : " with") + " a grant";
  }

  private void reloadCache() throws Exception {
    String pid = Files.readString(test.fleet.folder().resolve("nginx.pid")).strip();
    assertThat(new ProcessBuilder("kill", "-HUP", pid).start().waitFor()).isZero();
  }
}
