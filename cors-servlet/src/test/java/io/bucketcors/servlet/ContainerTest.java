package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs by container; none of them says its true name here. */
class ContainerTest {
  private final Fakes http = new Fakes().origin("https://app.example");
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))));

  private void run(FilterChain app) throws Exception {
    filter.doFilter(http.request(), http.response(), app);
  }

  private void fail(Object request, Object response) {
    throw new IllegalStateException("the app failed");
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeContainer.class,
      names = {"JETTY", "TOMCAT", "LIBERTY", "OPEN_LIBERTY"})
  void getsTheExceptionWhereItKeepsHeaders(FakeContainer container) {
    http.container = container;
    assertThatThrownBy(() -> run(this::fail)).isInstanceOf(IllegalStateException.class);
    assertThat(http.contextLog).isEmpty();
    assertThat(http.sentError).isFalse();
  }

  @Test
  void isToldThroughTheWrappersOfOtherFilters() {
    http.container = FakeContainer.TOMCAT;
    HttpServletRequest request =
        new HttpServletRequestWrapper(new HttpServletRequestWrapper(http.request()));
    HttpServletResponse response = new HttpServletResponseWrapper(http.response());
    assertThatThrownBy(() -> filter.doFilter(request, response, this::fail))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeContainer.class,
      names = {"UNDERTOW", "PAYARA", "UNKNOWN"})
  void getsAnErrorStatusWhereItWouldLoseTheHeaders(FakeContainer container) throws Exception {
    http.container = container;
    run(this::fail);
    assertThat(http.status).isEqualTo(500);
    assertThat(http.sentError).isTrue();
    assertThat(http.resets).isOne();
    assertThat(http.contextLog).hasSize(1);
    // Payara would clear the headers.
    assertThat(http.attributes).doesNotContainKey("jakarta.servlet.error.exception");
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void tellsAnErrorPageOfTheExceptionThatItAnswered() throws Exception {
    run(this::fail);
    http.dispatcher = DispatcherType.ERROR;
    run((request, response) -> {});
    assertThat(http.attributes.get("jakarta.servlet.error.exception"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(http.attributes)
        .containsEntry("jakarta.servlet.error.exception_type", IllegalStateException.class);
  }

  @Test
  void getsAnExceptionAfterTheFirstByte() {
    http.container = FakeContainer.UNDERTOW;
    http.committed = true;
    assertThatThrownBy(() -> run(this::fail)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isSparedAnExceptionThatComesAfterTheErrorWasAnswered() throws Exception {
    http.container = FakeContainer.UNDERTOW;
    run(
        (request, response) -> {
          ((HttpServletResponse) response).sendError(404);
          http.committed = true;
          throw new IllegalStateException("as Jersey does");
        });
    assertThat(http.status).isEqualTo(404);
    assertThat(http.contextLog).singleElement().asString().contains("after the error was answered");
  }

  @ParameterizedTest
  @CsvSource({"true, 404", "false, 503"})
  void keepsTheStatusOfAnUnavailableServlet(boolean forEver, int status) throws Exception {
    run(
        (request, response) -> {
          throw forEver ? new UnavailableException("gone") : new UnavailableException("later", 5);
        });
    assertThat(http.status).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(FakeContainer.class)
  void getsAnErrorStatusOnceTheRequestIsAsynchronous(FakeContainer container) throws Exception {
    http.container = container;
    run(
        (request, response) -> {
          http.asyncStarted = true;
          throw new ServletException("wrapped", new IllegalStateException("the cause"));
        });
    assertThat(http.status).isEqualTo(500);
    assertThat(http.completed).isOne();
    http.asyncStarted = false;
    http.dispatcher = DispatcherType.ERROR;
    run((request, response) -> {});
    assertThat(http.attributes.get("jakarta.servlet.error.exception"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void getsAnErrorStatusForAnExceptionOfAnAsyncDispatch() throws Exception {
    HttpServletRequest request = http.request();
    List<ServletResponse> governed = new ArrayList<>();
    filter.doFilter(request, http.response(), (asked, response) -> governed.add(response));
    http.dispatcher = DispatcherType.ASYNC;
    filter.doFilter(request, governed.get(0), this::fail);
    assertThat(http.status).isEqualTo(500);
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
  }

  /** Jetty takes Vary off every status that is given to sendError. */
  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void isNotGivenAStatusWithoutABodyAsAnErrorByAnUnknownJetty(int status) throws Exception {
    http.container = FakeContainer.JETTY;
    run((request, response) -> ((HttpServletResponse) response).sendError(status, "said"));
    assertThat(http.sentError).isFalse();
    assertThat(http.status).isEqualTo(status);
    assertThat(http.bufferReset).isTrue();
    assertThat(http.committed).isTrue();
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void isGivenItsErrorsByAnUnknownJetty() throws Exception {
    LogLines log = new LogLines();
    http.container = FakeContainer.JETTY;
    run((request, response) -> ((HttpServletResponse) response).sendError(404));
    log.close();
    assertThat(http.sentError).isTrue();
    assertThat(log.said()).singleElement().asString().contains("version of Jetty");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 404})
  void isGivenEveryErrorElsewhere(int status) throws Exception {
    http.container = FakeContainer.TOMCAT;
    run((request, response) -> ((HttpServletResponse) response).sendError(status));
    assertThat(http.sentError).isTrue();
    assertThat(http.status).isEqualTo(status);
  }
}
