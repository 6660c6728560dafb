package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that the filter meets late, and asynchronous ones; both end in a line of the log. */
class DispatchTest {
  private final LogLines log = new LogLines();
  private final Fakes http = new Fakes().origin("https://app.example");
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.builder()
                  .bucket(
                      CorsPolicy.builder()
                          .bucket("api")
                          .rule(CorsRule.allow("https://app.example").methods("GET").build())
                          .build(),
                      "/api/*")
                  .build()));

  @AfterEach
  void stopListening() {
    log.close();
  }

  private void run() throws ServletException, IOException {
    filter.doFilter(http.request(), http.response(), (request, response) -> {});
  }

  @ParameterizedTest
  @EnumSource(
      value = DispatcherType.class,
      names = {"FORWARD", "INCLUDE", "ASYNC"})
  void warnsOnceOfARequestThatItMeetsFirstOnADispatch(DispatcherType type) throws Exception {
    http.dispatcher = type;
    http.servletPath = "/api/x";
    run();
    run();
    assertThat(http.responseHeaders).isEmpty();
    assertThat(log.said()).singleElement().asString().contains(type.name(), "REQUEST");
  }

  @Test
  void goesByThePathThatWasAskedFor() throws Exception {
    http.dispatcher = DispatcherType.FORWARD;
    http.servletPath = "/WEB-INF/page.jsp";
    http.attributes.put("jakarta.servlet.forward.request_uri", "/app/api/x");
    http.attributes.put("jakarta.servlet.forward.context_path", "/app");
    run();
    assertThat(log.said()).singleElement().asString().contains("FORWARD");
  }

  @Test
  void saysNothingOfAForwardOutOfABucketWithoutRules() throws Exception {
    http.dispatcher = DispatcherType.FORWARD;
    http.servletPath = "/api/x";
    http.attributes.put("jakarta.servlet.forward.request_uri", "/app/free");
    http.attributes.put("jakarta.servlet.forward.context_path", "/app");
    run();
    assertThat(log.said()).isEmpty();
  }

  @Test
  void saysNothingOfAnErrorBeforeAnyFilter() throws Exception {
    http.dispatcher = DispatcherType.ERROR;
    http.servletPath = "/api/x";
    run();
    assertThat(http.responseHeaders).isEmpty();
    assertThat(log.said()).isEmpty();
  }

  private void startAsync() throws ServletException, IOException {
    http.container = FakeContainer.TOMCAT;
    http.servletPath = "/api";
    http.pathInfo = "/x";
    filter.doFilter(
        http.request(),
        http.response(),
        (request, response) -> {
          // As a filter behind this one, or the servlet, makes it.
          http.asyncSupported = false;
          request.startAsync();
        });
  }

  @Test
  void namesTheFilterThatLacksAsyncSupportAndNotItself() {
    http.filter("cors", "io.bucketcors.servlet.CorsFilter", "/*");
    http.filter("audit", "com.example.Audit", "/api/*");
    http.filter("admin", "com.example.Admin", "/admin/*");
    assertThatThrownBy(this::startAsync).isInstanceOf(IllegalStateException.class);
    assertThat(log.said())
        .singleElement()
        .asString()
        .contains("filter audit", "servlet reports", "<async-supported>true")
        .doesNotContain("cors", "admin");
  }

  @Test
  void namesTheServletWhereOnlyThatIsLeft() {
    http.filter("cors", "io.bucketcors.servlet.CorsFilter", "/*");
    assertThatThrownBy(this::startAsync).isInstanceOf(IllegalStateException.class);
    assertThat(log.said())
        .singleElement()
        .asString()
        .contains("because servlet reports is registered without async support");
  }

  @Test
  void namesItselfToWhereAsyncSupportIsMissingFromTheStart() {
    http.asyncSupported = false;
    http.filter("cors", "io.bucketcors.servlet.CorsFilter", "/*");
    for (int i = 0; i < 2; i++) {
      http.attributes.clear();
      http.responseHeaders.clear();
      assertThatThrownBy(this::startAsync).isInstanceOf(IllegalStateException.class);
    }
    assertThat(log.said()).singleElement().asString().contains("one of filter cors, servlet");
  }

  @Test
  void saysNothingWhereNobodyAsksForIt() throws Exception {
    http.asyncSupported = false;
    http.servletPath = "/api";
    run();
    assertThat(log.said()).isEmpty();
  }
}
