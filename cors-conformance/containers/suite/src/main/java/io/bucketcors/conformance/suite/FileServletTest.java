package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the container's own file servlets say; Jetty's say 304 by sendError (jetty#9042). */
@ExtendWith(Servers.Extension.class)
class FileServletTest {
  private static final String ROW = "file servlet of the container: 200, 304, 404, 412, 416";

  private final Servers servers;

  FileServletTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse get(String path, String... lines) {
    return servers
        .plain()
        .send(
            """
            GET %s HTTP/1.1
            Origin: https://app.example
            %s
            """
                .formatted(path, String.join("\n", lines)));
  }

  @Test
  void keepsHeadersOnFiles() {
    for (String folder : servers.container().fileFolders()) {
      RawResponse found = get(folder + "/hello.txt");
      assertThat(found.status()).as("%s: %s", folder, found).isEqualTo(200);
      assertThat(found.body()).contains("hello, file");
      if (!found.headers().containsKey("Access-Control-Allow-Origin")) {
        servers.table().cell(ROW, "no headers: files are answered before any filter");
        return;
      }
      String date = found.lines("Last-Modified").get(0);
      kept(200, found);
      kept(304, get(folder + "/hello.txt", "If-Modified-Since: " + date));
      kept(404, get(folder + "/none.txt"));
      RawResponse precondition =
          get(folder + "/hello.txt", "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT");
      // Not all of them look at it.
      kept(precondition.status() == 200 ? 200 : 412, precondition);
      RawResponse range = get(folder + "/hello.txt", "Range: bytes=9999-");
      kept(range.status() == 200 ? 200 : 416, range);
    }
    servers.table().cell(ROW, "kept");
  }

  private static void kept(int status, RawResponse answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.lines("Access-Control-Allow-Origin"))
        .as("%s", answer)
        .containsExactly("https://app.example");
    assertThat(answer.vary()).as("%s", answer).containsOnlyOnce("Origin");
  }

  /** A rule that lets caches keep the container's own errors must not let them mix origins up. */
  @Test
  void keepsVaryWhereErrorsMayBeCached() {
    String row = "errors that the container lets be cached";
    if (!servers.container().cachesErrors()) {
      servers.table().cell(row, "none here");
      return;
    }
    for (String path : List.of("/nowhere", "/do/send-error", "/do/throw", "/do/async-timeout")) {
      RawResponse answer = get(path);
      assertThat(answer.lines("Cache-Control")).as(path).containsExactly("max-age=60");
      assertThat(answer.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://app.example");
      assertThat(answer.vary()).as(path).containsOnlyOnce("Origin");
    }
    servers.table().cell(row, "kept");
  }
}
