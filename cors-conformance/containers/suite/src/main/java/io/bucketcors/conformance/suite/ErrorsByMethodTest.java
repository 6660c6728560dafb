package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Containers answer an error differently by its method: Jetty has pages for three of them. */
@ExtendWith(Servers.Extension.class)
class ErrorsByMethodTest {
  private static final List<String> ERRORS = List.of("send-500", "throw", "throw-after-write");
  private static final List<String> WITH_PAGES = List.of("GET", "HEAD", "POST");
  private static final List<String> OTHERS = List.of("PUT", "DELETE", "PATCH", "PURGE");

  private final Servers servers;

  ErrorsByMethodTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void keepHeadersOnGetHeadAndPost() {
    servers.table().cell("error on GET, HEAD, POST", seen(servers.plain(), "", WITH_PAGES));
  }

  @Test
  void keepHeadersOnOtherMethods() {
    servers.table().cell("error on PUT, DELETE, PATCH, PURGE", seen(servers.plain(), "", OTHERS));
  }

  @Test
  void keepHeadersOnPagesForGetHeadAndPost() {
    servers.table().cell("error page on GET, POST", seen(servers.paged(), "/app", WITH_PAGES));
  }

  @Test
  void keepHeadersWhereOtherMethodsHaveAPageOrNone() {
    servers
        .table()
        .cell("error page on PUT, DELETE, PATCH, PURGE", seen(servers.paged(), "/app", OTHERS));
  }

  private static String seen(RawHttp http, String contextPath, List<String> methods) {
    Set<String> seen = new LinkedHashSet<>();
    for (String method : methods) {
      for (String error : ERRORS) {
        RawResponse granted = send(http, method, contextPath + "/methods/" + error, "app");
        assertThat(granted.lines("Access-Control-Allow-Origin"))
            .as("%s %s: %s", method, error, granted)
            .containsExactly("https://app.example");
        RawResponse denied = send(http, method, contextPath + "/methods/" + error, "evil");
        assertThat(denied.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        if (!contextPath.isEmpty() && !method.equals("HEAD")) {
          boolean page = granted.body().contains("page /page/");
          seen.add(granted.status() == 500 ? (page ? "page" : "no page") : "" + granted.status());
        }
      }
    }
    return seen.isEmpty() ? "kept" : "kept; " + String.join(" or ", seen);
  }

  private static RawResponse send(RawHttp http, String method, String path, String origin) {
    RawResponse answer =
        http.send(
            """
            %s %s HTTP/1.1
            Origin: https://%s.example
            Content-Length: 0
            """
                .formatted(method, path, origin));
    // 400 where a firewall of the app does not know the method.
    assertThat(answer.status()).as("%s %s: %s", method, path, answer).isIn(500, 400);
    assertThat(answer.vary()).as("%s %s: %s", method, path, answer).containsOnlyOnce("Origin");
    return answer;
  }
}
