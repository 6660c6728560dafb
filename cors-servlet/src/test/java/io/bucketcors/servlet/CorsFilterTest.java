package io.bucketcors.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The filter on fakes; real containers are in cors-conformance. */
class CorsFilterTest {
  private static final CorsPolicies POLICIES =
      CorsPolicies.of(
          CorsPolicy.of(
              CorsRule.allow("https://app.example").methods("GET").expose("ETag").build()));

  private final Fakes http = new Fakes().origin("https://app.example");
  private int calls;

  private void run(FilterChain app) throws IOException, ServletException {
    run(new CorsFilter(CorsPolicySource.fixed(POLICIES)), app);
  }

  private void run(CorsFilter filter, FilterChain app) throws IOException, ServletException {
    filter.doFilter(http.request(), http.response(), app);
  }

  private void count(Object request, Object response) {
    calls++;
  }

  @Test
  void grantsBeforeTheAppRuns() throws Exception {
    run(
        (request, response) ->
            assertThat(
                    ((HttpServletResponse) response).containsHeader("Access-Control-Allow-Origin"))
                .isTrue());
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Access-Control-Expose-Headers", List.of("ETag"))
        .containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void answersPreflightWithoutTheApp() throws Exception {
    http.method = "OPTIONS";
    http.requestHeaders.put("Access-Control-Request-Method", List.of("GET"));
    run(this::count);
    assertThat(calls).isZero();
    assertThat(http.status).isEqualTo(204);
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Methods", List.of("GET"))
        .doesNotContainKey("Content-Length");
  }

  @Test
  void answersRefusedPreflightWithAnEmptyBody() throws Exception {
    http.method = "OPTIONS";
    http.requestHeaders.put("Access-Control-Request-Method", List.of("PUT"));
    run(this::count);
    assertThat(calls).isZero();
    assertThat(http.status).isEqualTo(403);
    assertThat(http.responseHeaders)
        .containsEntry("Content-Length", List.of("0"))
        .doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void answersARefusedPreflightOfAStoreWithItsBody() throws Exception {
    CorsPolicy store =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(CorsRule.allow("https://app.example").methods("GET").build())
            .build();
    http.origin("https://other.example").method = "OPTIONS";
    http.requestHeaders.put("Access-Control-Request-Method", List.of("GET"));
    run(new CorsFilter(CorsPolicySource.fixed(CorsPolicies.of(store))), this::count);
    assertThat(calls).isZero();
    assertThat(http.status).isEqualTo(403);
    assertThat(http.body.toString(UTF_8)).contains("<Code>AccessForbidden</Code>");
    assertThat(http.responseHeaders)
        .containsEntry("Content-Type", List.of("application/xml"))
        .containsEntry("Content-Length", List.of(Integer.toString(http.body.size())));
  }

  @Test
  void readsTheSecondLineOfARequestHeader() throws Exception {
    http.requestHeaders.put("Origin", List.of("https://app.example", "https://app.example"));
    run(this::count);
    assertThat(http.responseHeaders).containsOnlyKeys("Vary");
  }

  @Test
  void decidesByBothPartsOfThePath() throws Exception {
    CorsPolicy api =
        CorsPolicy.builder()
            .bucket("api")
            .rule(CorsRule.allow("https://app.example").methods("GET").build())
            .build();
    CorsFilter filter =
        new CorsFilter(
            CorsPolicySource.fixed(CorsPolicies.builder().bucket(api, "/api/files/*").build()));
    http.servletPath = "/api";
    http.pathInfo = "/files/a";
    run(filter, this::count);
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
  }

  @Test
  void goesOnWithTheGovernedResponseWhereStartAsyncHasNoArguments() throws Exception {
    run((request, response) -> request.startAsync());
    assertThat(http.startedWith).isInstanceOf(GovernedResponse.class);
  }

  @Test
  void countsRequestsOnceAndIsShownUntilDestroyed() throws Exception {
    MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    ObjectName all = new ObjectName("io.bucketcors:type=Rules,*");
    http.initParameters.put("bucketcors.rules[0].allowed-origins", "https://app.example");
    http.initParameters.put("bucketcors.rules[0].allowed-methods", "GET");
    http.initParameters.put("bucketcors.reload-interval", "PT0S");
    Set<ObjectName> before = jmx.queryNames(all, null);
    CorsFilter own = new CorsFilter();
    own.init(http.filterConfig());
    own.init(http.filterConfig());
    Set<ObjectName> added = jmx.queryNames(all, null);
    added.removeAll(before);
    assertThat(added).hasSize(1);
    ObjectName name = added.iterator().next();
    assertThat(name.getKeyProperty("name")).contains("/, filter ");

    http.requestHeaders.put("Origin", List.of("https://app.example"));
    own.doFilter(http.request(), http.response(), (request, response) -> {});
    http.attributes.clear();
    http.requestHeaders.put("Origin", List.of("https://other.example"));
    own.doFilter(http.request(), http.response(), (request, response) -> {});
    assertThat(jmx.getAttribute(name, "Decisions").toString())
        .contains("outcome=allowed,reason=ALLOWED", "outcome=denied,reason=ORIGIN_NOT_ALLOWED");

    own.destroy();
    own.destroy();
    assertThat(jmx.isRegistered(name)).isFalse();
  }

  @Test
  void closesTheSourceThatItOpenedAndNoOther() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    CorsPolicySource source =
        new CorsPolicySource() {
          @Override
          public CorsPolicies current() {
            return POLICIES;
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    new CorsFilter(source).destroy();
    assertThat(closed).isFalse();
    http.initParameters.put("bucketcors.rules[0].allowed-origins", "https://app.example");
    http.initParameters.put("bucketcors.rules[0].allowed-methods", "GET");
    http.initParameters.put("bucketcors.reload-interval", "PT1H");
    CorsFilter own = new CorsFilter();
    own.init(http.filterConfig());
    assertThat(reloadThreads()).isPositive();
    own.destroy();
    for (int i = 0; i < 100 && reloadThreads() > 0; i++) {
      Thread.sleep(50);
    }
    assertThat(reloadThreads()).isZero();
  }

  private static long reloadThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().contains("bucketcors"))
        .count();
  }

  @Test
  void letsDeniedActualRequestsReachTheApp() throws Exception {
    http.origin("https://other.example");
    run(this::count);
    assertThat(calls).isOne();
    assertThat(http.responseHeaders).containsOnlyKeys("Vary");
  }

  @Test
  void leavesTheChainAloneWhenDisabled() throws Exception {
    CorsFilter filter = new CorsFilter(CorsPolicySource.fixed(CorsPolicies.disabled()));
    run(
        filter,
        (request, response) -> assertThat(response).isNotInstanceOf(GovernedResponse.class));
    assertThat(http.responseHeaders).isEmpty();
    assertThat(http.attributes).isEmpty();
  }

  @Test
  void governsAWebSocketHandshakeLikeAnyGet() throws Exception {
    http.requestHeaders.put("Connection", List.of("Upgrade"));
    http.requestHeaders.put("Upgrade", List.of("websocket"));
    run(this::count);
    assertThat(calls).isOne();
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void decidesOnceWhenMappedTwice() throws Exception {
    CorsFilter filter = new CorsFilter(CorsPolicySource.fixed(POLICIES));
    run(
        filter,
        (request, response) ->
            filter.doFilter(
                request,
                response,
                (innerRequest, innerResponse) -> assertThat(innerResponse).isSameAs(response)));
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void writesTheSameDecisionAgainOnAnErrorDispatch() throws Exception {
    CorsFilter filter = new CorsFilter(CorsPolicySource.fixed(POLICIES));
    run(filter, this::count);
    http.responseHeaders.clear();
    http.dispatcher = DispatcherType.ERROR;
    run(filter, this::count);
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
  }

  @Test
  void leavesADispatchAloneWhoseRequestCameInUngoverned() throws Exception {
    http.dispatcher = DispatcherType.ASYNC;
    run(this::count);
    assertThat(calls).isOne();
    assertThat(http.responseHeaders).isEmpty();
  }

  @Test
  void writesTheHeadersAgainAfterReset() throws Exception {
    run((request, response) -> response.reset());
    assertThat(http.resets).isOne();
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void dropsWhatTheAppWritesIntoPolicyHeaders() throws Exception {
    run(
        (request, response) -> {
          HttpServletResponse answer = (HttpServletResponse) response;
          answer.setHeader("access-control-allow-origin", "*");
          answer.addHeader("Access-Control-Allow-Origin", "*");
          answer.setHeader("Access-Control-Allow-Origin ", "*");
          answer.addHeader("\tAccess-Control-Allow-Headers", "*");
          answer.setHeader("Access-Control-Allow-Credentials", "true");
          answer.setIntHeader("Access-Control-Max-Age", 5);
          answer.addIntHeader("Access-Control-Max-Age", 5);
          answer.setDateHeader("Access-Control-Max-Age", 5);
          answer.addDateHeader("Access-Control-Max-Age", 5);
        });
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary");
  }

  @Test
  void mergesTheVaryThatTheAppSets() throws Exception {
    run((request, response) -> ((HttpServletResponse) response).setHeader("vary", "Accept,origin"));
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Accept,origin"));
  }

  @Test
  void keepsItsVaryWhereTheAppReplacesIt() throws Exception {
    run(
        (request, response) ->
            ((HttpServletResponse) response).setHeader("Vary", "Accept-Encoding"));
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Accept-Encoding, Origin"));
  }

  @Test
  void mergesTheVaryThatTheAppAdds() throws Exception {
    run(
        (request, response) -> {
          ((HttpServletResponse) response).addHeader("Vary", "Origin,Accept");
          ((HttpServletResponse) response).addHeader("Vary", "accept");
        });
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Origin, Accept"));
  }

  @Test
  void leavesAVaryOfEverythingAlone() throws Exception {
    run((request, response) -> ((HttpServletResponse) response).setHeader("Vary", "*"));
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("*"));
  }

  @Test
  void takesRulesFromInitParameters() throws Exception {
    http.initParameters.put("bucketcors.rules[0].allowed-origins", "https://app.example");
    http.initParameters.put("bucketcors.rules[0].allowed-methods", "GET");
    http.initParameters.put("bucketcors.reload-interval", "PT0S");
    CorsFilter filter = new CorsFilter();
    filter.init(http.filterConfig());
    run(filter, this::count);
    filter.destroy();
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
  }

  @Test
  void refusesToStartWithAllProblemsInOneMessage() {
    http.initParameters.put("bucketcors.rules[0].allowed-origins", "https://app.example/");
    http.initParameters.put("bucketcors.rules[0].allowed-methods", "put");
    assertThatThrownBy(() -> new CorsFilter().init(http.filterConfig()))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("https://app.example/")
        .hasMessageContaining("init-params of filter cors")
        .hasMessageContaining("PUT");
  }

  @Test
  void saysThatInitWasNotCalled() {
    assertThatThrownBy(() -> run(new CorsFilter(), this::count))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("init");
  }
}
