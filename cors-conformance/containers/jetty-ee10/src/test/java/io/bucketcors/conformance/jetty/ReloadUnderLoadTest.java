package io.bucketcors.conformance.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsReload;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that change through a real file while requests run. The test itself asks for each reload,
 * so that it knows what became of it; that the app notices by itself, on its own thread, and for
 * long, is what {@code cors-conformance/load} shows.
 */
class ReloadUnderLoadTest {
  private static final int FLIPS = 200;
  private static final int CLIENTS = 2;
  private static final long PAUSE_MILLIS = 10;

  private static final String ONE = document("GET", 1, "x-one");
  private static final String TWO = document("GET", 2, "x-two");
  private static final String BROKEN = "<CORSConfiguration><CORSRule>";

  @TempDir private Path folder;
  private @Nullable JettyServer server;
  private Path document = Path.of("");
  private ReloadableCorsPolicies source =
      ReloadableCorsPolicies.of(io.bucketcors.CorsPolicies.disabled());
  private RawHttp http = new RawHttp(0);

  private static String document(String method, int maxAge, String expose) {
    return """
        <CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin>
        <AllowedMethod>%s</AllowedMethod><ExposeHeader>%s</ExposeHeader>
        <MaxAgeSeconds>%d</MaxAgeSeconds><AllowedHeader>%s</AllowedHeader>
        </CORSRule></CORSConfiguration>
        """
        .formatted(method, expose, maxAge, expose);
  }

  @BeforeEach
  void start() throws Exception {
    document = folder.resolve("cors.xml");
    write(ONE);
    source =
        CorsPolicySources.builder()
            .settings(
                Map.of(
                    "bucketcors.rules-location",
                    document.toUri().toString(),
                    "bucketcors.reload-interval",
                    "PT1H"),
                "test")
            .microProfile(false)
            .build();
    ServletContextHandler context = new ServletContextHandler("/");
    FilterHolder filter = new FilterHolder(new CorsFilter(source));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    JettyServer started = JettyServer.start(context);
    http = new RawHttp(started.port());
    server = started;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    source.close();
  }

  private void write(String text) throws IOException {
    Path next = folder.resolve("next.xml");
    Files.writeString(next, text);
    Files.move(next, document, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private RawResponse preflight(String header) {
    return http.send(
        """
        OPTIONS / HTTP/1.1
        Origin: https://app.example
        Access-Control-Request-Method: GET
        Access-Control-Request-Headers: %s
        """
            .formatted(header));
  }

  @Test
  void everyAnswerIsWhollyOfOneDocument() throws Exception {
    AtomicBoolean flipping = new AtomicBoolean(true);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Set<String>>> seen = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        seen.add(clients.submit((Callable<Set<String>>) () -> answers(flipping)));
      }
      for (int flip = 1; flip <= FLIPS; flip++) {
        write(flip % 2 == 0 ? ONE : TWO);
        assertThat(source.reload()).isInstanceOf(CorsReload.Applied.class);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      flipping.set(false);
      Set<String> all = new HashSet<>();
      for (Future<Set<String>> answers : seen) {
        all.addAll(answers.get());
      }
      assertThat(all)
          .containsExactlyInAnyOrder(
              "403 [] []",
              "204 [1] [x-one]",
              "204 [2] [x-two]",
              "404 [https://app.example] [x-one]",
              "404 [https://app.example] [x-two]");
    } finally {
      flipping.set(false);
      clients.shutdown();
    }
  }

  private Set<String> answers(AtomicBoolean flipping) {
    Set<String> seen = new HashSet<>();
    while (flipping.get()) {
      RawResponse asked = preflight("x-one");
      seen.add(seen(asked, "Access-Control-Max-Age", "Access-Control-Allow-Headers"));
      asked = preflight("x-two");
      seen.add(seen(asked, "Access-Control-Max-Age", "Access-Control-Allow-Headers"));
      RawResponse actual =
          http.send(
              """
              GET / HTTP/1.1
              Origin: https://app.example
              """);
      seen.add(seen(actual, "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"));
    }
    return seen;
  }

  private static String seen(RawResponse answer, String first, String second) {
    return answer.status() + " " + answer.lines(first) + " " + answer.lines(second);
  }

  @Test
  void aBrokenDocumentChangesNothing() throws Exception {
    write(BROKEN);
    assertThat(source.reload()).isInstanceOf(CorsReload.Refused.class);
    assertThat(source.refused()).isOne();
    RawResponse answer = preflight("x-one");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.lines("Access-Control-Max-Age")).containsExactly("1");
  }
}
