package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What passes through a governed response unchanged, and what is put right. */
class GovernedResponseTest {
  private final Fakes http = new Fakes().origin("https://app.example");
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))));

  /** What the app does with its response. */
  private interface App {
    void answer(HttpServletResponse response) throws Exception;
  }

  private void run(App app) throws Exception {
    run(
        (request, response) -> {
          try {
            app.answer((HttpServletResponse) response);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void run(FilterChain chain) throws Exception {
    filter.doFilter(http.request(), http.response(), chain);
  }

  @Test
  void letsTheHeadersOfTheAppPass() throws Exception {
    run(
        response -> {
          response.setHeader("X-Set", "1");
          response.addHeader("X-Added", "2");
          response.addHeader("X-Added", "3");
          response.setIntHeader("X-Int", 4);
          response.addIntHeader("X-Added-Int", 5);
          response.setDateHeader("X-Date", 6);
          response.addDateHeader("X-Added-Date", 7);
        });
    assertThat(http.responseHeaders)
        .containsEntry("X-Set", List.of("1"))
        .containsEntry("X-Added", List.of("2", "3"))
        .containsEntry("X-Int", List.of("4"))
        .containsEntry("X-Added-Int", List.of("5"))
        .containsEntry("X-Date", List.of("6"))
        .containsEntry("X-Added-Date", List.of("7"));
  }

  @Test
  @SuppressWarnings("NullAway") // Since Servlet 6.1 null removes.
  void keepsItsVaryWhereTheAppRemovesIts() throws Exception {
    run(
        response -> {
          response.addHeader("Vary", "Accept");
          response.setHeader("Vary", null);
        });
    assertThat(http.responseHeaders).containsEntry("Vary", List.of("Origin"));
  }

  @Test
  void letsAnErrorPassWithItsMessage() throws Exception {
    http.container = FakeContainer.TOMCAT;
    run((HttpServletResponse response) -> response.sendError(404, "not here"));
    assertThat(http.sentError).isTrue();
    assertThat(http.status).isEqualTo(404);
  }

  @Test
  void isFoundInsideTheWrappersOfOtherFilters() throws Exception {
    List<ServletResponse> met = new ArrayList<>();
    FilterChain chain =
        (request, response) -> {
          met.add(response);
          HttpServletResponse wrapped =
              new HttpServletResponseWrapper((HttpServletResponse) response);
          assertThat(GovernedResponse.in(wrapped)).isSameAs(response);
          filter.doFilter(request, wrapped, (inner, innerResponse) -> met.add(innerResponse));
          assertThat(met.get(1)).isSameAs(wrapped);
        };
    run(chain);
    assertThat(GovernedResponse.in(http.response())).isNull();
    assertThat(met).hasSize(2);
  }

  @Test
  void handsOutTheContextOfWhatBecomesAsynchronous() throws Exception {
    List<Boolean> handedOut = new ArrayList<>();
    FilterChain chain =
        (request, response) -> {
          handedOut.add(request.startAsync() != null);
          handedOut.add(request.startAsync(request, response) != null);
        };
    run(chain);
    assertThat(handedOut).containsExactly(true, true);
  }

  @Test
  void takesAnOuterGrantAwayOnAnErrorDispatchToo() throws Exception {
    run(response -> {});
    http.dispatcher = DispatcherType.ERROR;
    http.responseHeaders.put("Access-Control-Allow-Credentials", List.of("true"));
    run(response -> {});
    assertThat(http.responseHeaders)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }

  @Test
  void passesOnWhatIsNotHttp() throws Exception {
    ServletRequest request =
        FakeContainer.UNKNOWN.make(ServletRequest.class, (proxy, call, args) -> null);
    List<ServletRequest> passed = new ArrayList<>();
    filter.doFilter(request, http.response(), (asked, response) -> passed.add(asked));
    assertThat(passed).hasSize(1);
    assertThat(passed.get(0) == request).isTrue();
    assertThat(http.responseHeaders).isEmpty();
  }
}
