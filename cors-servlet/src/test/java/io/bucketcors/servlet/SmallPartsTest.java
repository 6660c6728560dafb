package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Paths, header lines, containers and init parameters, each for itself. */
class SmallPartsTest {
  private final Fakes http = new Fakes().origin("https://app.example");

  private String resourceOfRefusal() throws Exception {
    CorsPolicy cos =
        CorsPolicy.builder()
            .dialect(CorsDialect.COS)
            .rule(CorsRule.allow("https://other.example").methods("GET").build())
            .build();
    http.method = "OPTIONS";
    http.requestHeaders.put("Host", List.of("files.example"));
    http.requestHeaders.put("Access-Control-Request-Method", List.of("GET"));
    http.body.reset();
    http.attributes.clear();
    new CorsFilter(CorsPolicySource.fixed(CorsPolicies.of(cos)))
        .doFilter(http.request(), http.response(), (request, response) -> {});
    return http.body
        .toString(StandardCharsets.UTF_8)
        .replaceAll("(?s).*<Resource>(.*)</Resource>.*", "$1");
  }

  @Test
  void namesBothPartsOfThePathInARefusal() throws Exception {
    assertThat(resourceOfRefusal()).isEqualTo("files.example/x");
    http.pathInfo = "/rest";
    assertThat(resourceOfRefusal()).isEqualTo("files.example/x/rest");
  }

  @Test
  void namesNoPartOfThePathThatIsNotThere() {
    assertThat(BucketPath.of(request(null, FakeContainer.UNKNOWN))).isEqualTo("/info");
  }

  @Test
  void namesNoPathThatTheContainerWillNotDecode() {
    HttpServletRequest request =
        FakeContainer.JETTY.make(
            HttpServletRequest.class,
            (proxy, call, args) -> {
              throw new IllegalArgumentException("ambiguous");
            });
    assertThat(BucketPath.of(request)).isEmpty();
  }

  @Test
  void readsEachLineOfAHeader() {
    http.requestHeaders.put("Origin", List.of("https://a.example", "https://b.example"));
    HttpServletRequest request = http.request();
    assertThat(ServletReader.READER.header(request, "Origin", 0)).isEqualTo("https://a.example");
    assertThat(ServletReader.READER.header(request, "Origin", 1)).isEqualTo("https://b.example");
    assertThat(ServletReader.READER.header(request, "Origin", 2)).isNull();
    assertThat(Collections.list(ServletReader.READER.headers(request, "Origin")))
        .containsExactly("https://a.example", "https://b.example");
  }

  @Test
  void readsNoLinesWhereTheContainerForbidsIt() {
    HttpServletRequest request =
        FakeContainer.UNKNOWN.make(HttpServletRequest.class, (proxy, call, args) -> null);
    assertThat(ServletReader.READER.header(request, "Origin", 1)).isNull();
    assertThat(ServletReader.READER.headers(request, "Origin").hasMoreElements()).isFalse();
  }

  /** A request whose context, if any, is of another container's classes. */
  private static HttpServletRequest request(
      @Nullable FakeContainer context, FakeContainer container) {
    return container.make(
        HttpServletRequest.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getServletContext" ->
                  context == null
                      ? null
                      : context.make(ServletContext.class, (inner, method, none) -> null);
              case "getPathInfo" -> "/info";
              default -> null;
            });
  }

  private static HttpServletResponse response(FakeContainer container) {
    return container.make(HttpServletResponse.class, (proxy, call, args) -> null);
  }

  @Test
  void tellsTheContainerByRequestThenResponseThenContext() {
    FakeContainer none = FakeContainer.UNKNOWN;
    assertThat(Container.of(request(FakeContainer.UNDERTOW, FakeContainer.TOMCAT), response(none)))
        .isEqualTo(Container.TOMCAT);
    assertThat(Container.of(request(FakeContainer.TOMCAT, none), response(FakeContainer.JETTY)))
        .isEqualTo(Container.JETTY);
    assertThat(Container.of(request(FakeContainer.LIBERTY, none), response(none)))
        .isEqualTo(Container.LIBERTY);
    assertThat(Container.of(request(null, none), response(none))).isEqualTo(Container.OTHER);
  }

  @Test
  void opensItsRulesWithoutAServletContext() throws Exception {
    http.initParameters.put("bucketcors.enabled", "false");
    http.initParameters.put("bucketcors.reload-interval", "PT0S");
    FilterConfig withoutContext =
        FakeContainer.UNKNOWN.make(
            FilterConfig.class,
            (proxy, call, args) ->
                call.getName().equals("getServletContext")
                    ? null
                    : call.invoke(http.filterConfig(), args));
    CorsFilter filter = new CorsFilter();
    filter.init(withoutContext);
    filter.doFilter(http.request(), http.response(), (request, response) -> {});
    filter.destroy();
    assertThat(http.responseHeaders).isEmpty();
  }

  @Test
  void saysNothingOfAForwardWhoseOwnPathIsUngoverned() throws Exception {
    try (LogLines log = new LogLines()) {
      CorsPolicy api =
          CorsPolicy.builder()
              .bucket("api")
              .rule(CorsRule.allow("https://app.example").methods("GET").build())
              .build();
      http.dispatcher = DispatcherType.FORWARD;
      new CorsFilter(CorsPolicySource.fixed(CorsPolicies.builder().bucket(api, "/api/*").build()))
          .doFilter(http.request(), http.response(), (request, response) -> {});
      assertThat(log.said()).isEmpty();
    }
  }

  @Test
  void namesFiltersByEachKindOfPattern() {
    http.servletPath = "/api/x.do";
    http.filter("by extension", "com.example.A", "*.do");
    http.filter("by path", "com.example.B", "/api/x.do");
    http.filter("by prefix", "com.example.C", "/api/*");
    http.filter("of another extension", "com.example.D", "*.jsp");
    http.filter("of another path", "com.example.E", "/api");
    http.filter("of a longer name", "com.example.F", "/ap/*");
    http.filter("of an end", "com.example.G", "x.do");
    assertThat(AsyncSupport.whatIsMissing(http.request(), true))
        .contains("one of filter by extension, filter by path, filter by prefix, servlet reports");
  }
}
