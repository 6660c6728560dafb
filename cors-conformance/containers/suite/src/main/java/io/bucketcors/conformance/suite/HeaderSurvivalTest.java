package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever becomes of a response, the headers of the decision are on it when it commits (issues
 * jersey#3361, helidon#10551 and quarkus#3685 of others).
 */
@ExtendWith(Servers.Extension.class)
class HeaderSurvivalTest {

  /**
   * @param name as the row of the table is called
   * @param behaviour what the app is asked to do
   * @param method the request's method
   * @param statuses what may come back
   * @param seen what goes into the table besides that the headers were kept
   */
  private record Row(
      String name,
      String method,
      String behaviour,
      List<Integer> statuses,
      Function<RawResponse, String> seen) {

    static Row of(String name, String behaviour, Integer... statuses) {
      return new Row(name, "GET", behaviour, List.of(statuses), answer -> "kept");
    }

    Row with(Function<RawResponse, String> what) {
      return new Row(name, method, behaviour, statuses, what);
    }
  }

  private static final List<Row> PLAIN =
      List.of(
          Row.of("plain answer", "/do/ok", 200),
          Row.of("sendError", "/do/send-error", 404),
          Row.of("sendError(204)", "/do/send-204", 204),
          Row.of("sendError(302)", "/do/send-302", 302),
          Row.of("sendError(304)", "/do/send-304", 304),
          Row.of("reset()", "/do/reset", 200),
          Row.of("resetBuffer()", "/do/reset-buffer", 200),
          Row.of("flushBuffer() first", "/do/flush", 200),
          Row.of("streaming", "/do/stream", 200),
          Row.of("non-blocking output", "/do/non-blocking", 200),
          Row.of("304", "/do/not-modified", 304),
          Row.of("redirect", "/do/redirect", 302),
          new Row("HEAD", "HEAD", "/do/ok", List.of(200), answer -> "kept"),
          Row.of("no servlet: 404 of the container", "/nowhere", 404),
          Row.of("forward", "/do/forward", 200),
          Row.of("forward, then reset()", "/do/forward-reset", 200),
          Row.of("forward, then uncaught exception", "/do/forward-throw", 500),
          Row.of("include that writes policy headers", "/do/include", 200),
          Row.of("401 of an inner filter", "/guard/ok", 401),
          Row.of("uncaught exception", "/do/throw", 500),
          Row.of("uncaught ServletException", "/do/throw-checked", 500),
          Row.of("uncaught Error", "/do/throw-error", 500),
          Row.of("uncaught exception after output", "/do/throw-after-write", 500),
          Row.of("uncaught exception after flushBuffer()", "/do/throw-after-flush", 200),
          Row.of("async, complete()", "/do/async-complete", 200),
          Row.of("startAsync() without arguments, reset()", "/do/async-reset", 200),
          Row.of("async dispatch", "/do/async-dispatch", 200),
          Row.of("async dispatch, reset()", "/do/async-dispatch-reset", 200),
          Row.of("async dispatch, uncaught exception", "/do/async-dispatch-throw", 500),
          Row.of("async timeout", "/do/async-timeout", 500, 503)
              .with(answer -> "kept, " + answer.status()),
          Row.of("async timeout, listener completes", "/do/async-timeout-handled", 503),
          Row.of("async sendError", "/do/async-send-error", 503),
          Row.of("uncaught exception after startAsync()", "/do/async-throw", 500),
          Row.of("policy headers set by the app", "/do/own", 200),
          Row.of("Vary set by the app", "/do/set-vary", 200)
              .with(answer -> merged(answer, "Origin", "Accept-Language")),
          Row.of("Vary added by the app", "/do/add-vary", 200)
              .with(answer -> merged(answer, "Origin", "Accept-Language")),
          Row.of("policy headers and Vary set by an outer filter", "/outer/ok", 200)
              .with(answer -> merged(answer, "Accept-Encoding", "Origin")),
          Row.of("filter mapped twice", "/twice/ok", 200).with(answer -> "once"));

  private static final List<Row> PAGED =
      List.of(
          Row.of("error page for a status, sendError", "/app/do/send-500", 500)
              .with(HeaderSurvivalTest::page),
          Row.of("error page for a status, uncaught exception", "/app/do/throw", 500)
              .with(HeaderSurvivalTest::page),
          Row.of("error page for an exception type", "/app/do/throw-paged", 500)
              .with(HeaderSurvivalTest::page),
          Row.of("error page, exception in an async dispatch", "/app/do/async-dispatch-throw", 500)
              .with(HeaderSurvivalTest::page),
          Row.of("error page, exception after startAsync()", "/app/do/async-throw", 500)
              .with(HeaderSurvivalTest::page));

  @TestFactory
  Stream<DynamicTest> headersAreOnTheResponseWhenItCommits(Servers servers) {
    return Stream.concat(
        PLAIN.stream().map(row -> test(row, servers, servers.plain())),
        PAGED.stream().map(row -> test(row, servers, servers.paged())));
  }

  private static DynamicTest test(Row row, Servers servers, RawHttp http) {
    return DynamicTest.dynamicTest(
        row.name(),
        () -> {
          RawResponse answer =
              http.send(
                  """
                  %s %s HTTP/1.1
                  Origin: https://app.example
                  """
                      .formatted(row.method(), row.behaviour()));
          assertThat(answer.status()).as("status of %s", answer).isIn(row.statuses());
          assertThat(answer.lines("Access-Control-Allow-Origin"))
              .as("of %s", answer)
              .containsExactly("https://app.example");
          assertThat(answer.lines("Access-Control-Allow-Credentials")).containsExactly("true");
          assertThat(answer.lines("Access-Control-Expose-Headers")).containsExactly("ETag");
          // Empty where an outer filter's cannot be removed, which Servlet 6.0 has no way for.
          assertThat(String.join("", answer.lines("Access-Control-Allow-Methods"))).isEmpty();
          assertThat(String.join("", answer.lines("Access-Control-Allow-Headers"))).isEmpty();
          assertThat(String.join("", answer.lines("Access-Control-Max-Age"))).isEmpty();
          assertThat(answer.vary()).containsOnlyOnce("Origin").doesNotContain("origin");
          servers.table().cell(row.name(), row.seen().apply(answer));
        });
  }

  private static String merged(RawResponse answer, String... names) {
    assertThat(answer.vary()).containsExactlyInAnyOrder(names);
    return "merged";
  }

  private static String page(RawResponse answer) {
    int page = answer.body().indexOf("page /page/");
    if (page < 0) {
      return "kept; no page";
    }
    String text = answer.body().substring(page + "page /page/".length());
    return "kept; page for the " + text.substring(0, text.indexOf(" for "));
  }
}
