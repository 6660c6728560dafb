package io.bucketcors.jaxrs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done to the server's own response. */
class ServletExchangeTest {
  private static final List<String> POLICY_HEADERS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Credentials",
          "Access-Control-Allow-Methods",
          "Access-Control-Allow-Headers",
          "Access-Control-Expose-Headers",
          "Access-Control-Max-Age");

  private final FakeServer server = new FakeServer();
  private final ServletExchange exchange = new ServletExchange(server.request(), server.response());

  private void appWrote(String origin) {
    POLICY_HEADERS.forEach(name -> server.headers.put(name, List.of("*")));
    server.headers.put("Access-Control-Allow-Origin", List.of(origin));
    server.headers.put("X-Own", List.of("stays"));
  }

  private boolean send(String origin, byte @Nullable [] body) {
    FakeRequest request =
        new FakeRequest("OPTIONS", "/shop/api/", "items/1")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PUT");
    CorsPolicies policies =
        CorsPolicies.of(
            CorsPolicy.of(CorsRule.allow("https://app.example").methods("PUT").build()));
    RequestState state = new RequestState(policies, () -> "/shop", exchange, request);
    CorsDecision decision = state.ofPath.decide(state, RequestState.READER).toAnswer();
    return exchange.send(decision, state, body);
  }

  @Test
  void tellsWhatWasSent() {
    assertThat(exchange.method()).isEqualTo("OPTIONS");
    assertThat(exchange.rawPath()).isEqualTo("/shop/api/items/1");
  }

  @Test
  void tellsNothingOnThreadsWithoutRequest() {
    server.failure = new IllegalStateException("no request");
    assertThat(exchange.method()).isNull();
    assertThat(exchange.rawPath()).isNull();
    appWrote("https://evil.example");
    assertThat(exchange.dropPolicyHeaders()).isNull();
    exchange.keepOnly("https://app.example");
    assertThat(server.headers).containsKeys("Access-Control-Allow-Origin", "X-Own");
    assertThat(send("https://app.example", null)).isFalse();
  }

  @Test
  void dropsAllSixHeadersOfThePolicyAndNoOther() {
    appWrote("https://evil.example");
    assertThat(exchange.dropPolicyHeaders()).isEqualTo("Access-Control-Allow-Origin");
    assertThat(server.headers).containsOnlyKeys("X-Own");
    assertThat(exchange.dropPolicyHeaders()).isNull();
  }

  @Test
  void emptiesHeadersThatTheContainerDoesNotRemove() {
    server.removesHeaders = false;
    appWrote("https://evil.example");
    exchange.dropPolicyHeaders();
    for (String name : POLICY_HEADERS) {
      assertThat(server.headers).containsEntry(name, List.of(""));
    }
  }

  @Test
  void keepsTheOriginThatWasAllowed() {
    appWrote("https://app.example");
    exchange.keepOnly("https://app.example");
    assertThat(server.headers)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
  }

  @Test
  void keepsNoOtherOriginAndNoSecond() {
    appWrote("https://evil.example");
    exchange.keepOnly("https://app.example");
    assertThat(server.headers).containsOnlyKeys("X-Own");
    appWrote("https://app.example");
    exchange.keepOnly(null);
    assertThat(server.headers).containsOnlyKeys("X-Own");
    appWrote("https://app.example");
    server.headers.put(
        "Access-Control-Allow-Origin", List.of("https://app.example", "https://evil.example"));
    exchange.keepOnly("https://app.example");
    assertThat(server.headers).containsOnlyKeys("X-Own");
    exchange.keepOnly("https://app.example");
    assertThat(server.headers).containsOnlyKeys("X-Own");
  }

  @Test
  void sendsGrantAtOnce() {
    appWrote("*");
    assertThat(send("https://app.example", null)).isTrue();
    assertThat(server.status).isEqualTo(204);
    assertThat(server.flushed).isTrue();
    assertThat(server.headers)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Access-Control-Allow-Methods", List.of("PUT"))
        .containsEntry(
            "Vary",
            List.of("Origin, Access-Control-Request-Method, Access-Control-Request-Headers"))
        .doesNotContainKeys("Access-Control-Allow-Credentials", "Content-Length", "Content-Type");
  }

  @Test
  void sendsRefusalWithAnEmptyBodyAndMergesVary() {
    server.headers.put("Vary", List.of("Accept", "origin"));
    assertThat(send("https://evil.example", null)).isTrue();
    assertThat(server.status).isEqualTo(403);
    assertThat(server.headers)
        .containsEntry("Content-Length", List.of("0"))
        .containsEntry(
            "Vary",
            List.of(
                "Accept, origin, Access-Control-Request-Method, Access-Control-Request-Headers"))
        .doesNotContainKey("Access-Control-Allow-Origin");
    server.headers.put("Vary", List.of("*"));
    assertThat(send("https://evil.example", null)).isTrue();
    assertThat(server.headers).containsEntry("Vary", List.of("*"));
  }

  @Test
  void sendsBodyOfRefusal() {
    assertThat(send("https://evil.example", "<Error/>".getBytes(US_ASCII))).isTrue();
    assertThat(server.body.toString(US_ASCII)).isEqualTo("<Error/>");
    assertThat(server.headers)
        .containsEntry("Content-Type", List.of("application/xml"))
        .containsEntry("Content-Length", List.of("8"));
  }

  @Test
  void sendsNothingWhereTheResponseIsOutAlready() {
    server.committed = true;
    assertThat(send("https://app.example", null)).isFalse();
    assertThat(server.headers).isEmpty();
  }

  @Test
  void sendsNothingAtOnceOnLiberty() throws Exception {
    server.packageMember = Class.forName("com.ibm.ws.OfLiberty");
    assertThat(send("https://app.example", null)).isFalse();
    assertThat(server.headers).isEmpty();
  }

  @Test
  void sendsWhereTheRequestHasNoContext() {
    server.hasContext = false;
    assertThat(send("https://app.example", null)).isTrue();
  }

  @Test
  void takesItForSentWhereNobodyIsThereAnyMore() {
    server.gone = new IOException("gone");
    assertThat(send("https://app.example", null)).isTrue();
  }
}
