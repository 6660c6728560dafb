package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What lies below the servlet: HTTP/2, and virtual threads. */
@ExtendWith(Servers.Extension.class)
class ProtocolsTest {
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private final Servers servers;

  ProtocolsTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void keepsHeadersOverHttp2() throws Exception {
    String row = "HTTP/2: answer, error, async, preflight";
    if (!servers.container().speaksHttp2()) {
      servers.table().cell(row, "not tested: no HTTP/2 without TLS here");
      return;
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String base = "http://127.0.0.1:" + servers.port(TestApp.PLAIN);
    for (String path : List.of("/do/ok", "/do/reset", "/do/throw", "/do/async-reset")) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path))
                  .header("Origin", "https://app.example")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.version()).as(path).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.headers().allValues("access-control-allow-origin"))
          .as(path)
          .containsExactly("https://app.example");
    }
    HttpResponse<String> preflight =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "/do/ok"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "PUT")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().allValues("access-control-allow-methods"))
        .containsExactly("GET, HEAD, POST, PUT");
    servers.table().cell(row, "kept");
  }

  @Test
  void keepsHeadersOnVirtualThreads() throws Exception {
    String row = "virtual threads: answer, error, async";
    if (!servers.container().hasVirtualThreads()) {
      RawResponse answer = servers.plain().send("GET /do/thread HTTP/1.1");
      assertThat(answer.lines("X-Thread")).singleElement().isNotEqualTo("VirtualThread");
      servers.table().cell(row, "the container has none");
      return;
    }
    if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
      servers.table().cell(row, "the JDK has none");
      return;
    }
    try (Container.Running running = servers.container().start(TestApp.PLAIN, true)) {
      RawHttp http = new RawHttp(running.port());
      for (String behaviour : List.of("thread", "reset", "throw", "async-reset")) {
        RawResponse answer =
            http.send(
                """
                GET /do/%s HTTP/1.1
                Origin: https://app.example
                """
                    .formatted(behaviour));
        assertThat(answer.lines("Access-Control-Allow-Origin"))
            .as(behaviour)
            .containsExactly("https://app.example");
        if (behaviour.equals("thread")) {
          assertThat(answer.lines("X-Thread")).containsExactly("VirtualThread");
        }
      }
    }
    servers.table().cell(row, "kept");
  }
}
