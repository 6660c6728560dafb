package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.spi.HasServerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Responses that Quarkus REST streams without calling a response filter. */
class QuarkusResponseTest {
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final FakeRequest sent =
      new FakeRequest("GET", "/shop/api/", "x").header("Origin", "https://app.example");
  private final CorsFilters cors =
      new CorsFilters(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))),
          () -> "/shop");

  private ContainerRequestContext request(Class<?>... more) throws ClassNotFoundException {
    return request(stub -> {}, more);
  }

  private ContainerRequestContext request(Consumer<Stub> other, Class<?>... more)
      throws ClassNotFoundException {
    ServerHttpResponse response =
        new Stub()
            .on("getResponseHeader", arguments -> headers.get((String) arguments[0]))
            .on(
                "setResponseHeader",
                arguments -> {
                  headers.put((String) arguments[0], (String) arguments[1]);
                  return null;
                })
            .on("removeResponseHeader", arguments -> headers.remove((String) arguments[0]))
            .as(ServerHttpResponse.class);
    ServerRequestContext behind =
        new Stub().returns("serverResponse", response).as(ServerRequestContext.class);
    Class<?>[] types = new Class<?>[more.length + 1];
    System.arraycopy(more, 0, types, 1, more.length);
    types[0] = Class.forName("org.jboss.resteasy.reactive.OfQuarkus");
    Stub request =
        new Stub()
            .returns("getServerRequestContext", behind)
            .on("getProperty", arguments -> sent.getProperty((String) arguments[0]))
            .on(
                "setProperty",
                arguments -> {
                  sent.setProperty((String) arguments[0], arguments[1]);
                  return null;
                })
            .returns("getUriInfo", sent.getUriInfo())
            .returns("getMethod", "GET")
            .returns("getHeaders", sent.getHeaders());
    other.accept(request);
    return request.as(ContainerRequestContext.class, types);
  }

  private @Nullable RequestState matched(ContainerRequestContext request) {
    new CorsFilters.Matched(cors).filter(request);
    return (RequestState) sent.getProperty("io.bucketcors.jaxrs.request");
  }

  @Test
  void tellsQuarkusRestByItsClasses() throws Exception {
    assertThat(QuarkusResponse.isOf(request(HasServerRequestContext.class))).isTrue();
    assertThat(QuarkusResponse.isOf(sent)).isFalse();
  }

  @Test
  void writesTheDecisionOnTheWayIn() throws Exception {
    headers.put("Vary", "Accept");
    RequestState state = matched(request(HasServerRequestContext.class));
    assertThat(headers)
        .containsEntry("Access-Control-Allow-Origin", "https://app.example")
        .containsEntry("Vary", "Accept, Origin");
    assertThat(state).isNotNull().extracting(known -> known.onServer).isEqualTo(true);
  }

  @Test
  @SuppressWarnings("NullAway") // As it was before.
  void answersAPreflightAndWritesNothingOnTheWayIn() throws Exception {
    RuntimeDelegate.setInstance(new FakeRuntime());
    try {
      int[] aborts = new int[1];
      sent.header("Access-Control-Request-Method", "GET");
      ContainerRequestContext request =
          request(
              stub ->
                  stub.returns("getMethod", "OPTIONS").on("abortWith", arguments -> aborts[0]++),
              HasServerRequestContext.class);
      matched(request);
      assertThat(aborts[0]).isOne();
      assertThat(headers).isEmpty();
    } finally {
      RuntimeDelegate.setInstance(null);
    }
  }

  @Test
  void leavesVaryAloneThatHasItAll() throws Exception {
    headers.put("Vary", "*");
    matched(request(HasServerRequestContext.class));
    assertThat(headers).containsEntry("Vary", "*");
  }

  @Test
  void takesItBackWhereAResponseFilterIsCalledAllTheSame() throws Exception {
    ContainerRequestContext request = request(HasServerRequestContext.class);
    matched(request);
    headers.put("X-Own", "stays");
    MultivaluedMap<String, Object> written = new MultivaluedHashMap<>();
    new CorsFilters.Answered(cors).filter(request, new FakeResponse(written));
    assertThat(headers).containsOnlyKeys("X-Own");
    assertThat(written).containsOnlyKeys("Access-Control-Allow-Origin", "Vary");
  }

  @Test
  void takesNoVaryBackThatOthersWroteToo() throws Exception {
    ContainerRequestContext request = request(HasServerRequestContext.class);
    matched(request);
    headers.put("Vary", "Accept, Origin");
    QuarkusResponse.takeBack(request);
    assertThat(headers).containsOnlyKeys("Vary");
    headers.clear();
    QuarkusResponse.takeBack(request);
    assertThat(headers).isEmpty();
  }

  @Test
  void writesNothingWhereTheResponseCannotBeReached() throws Exception {
    try (LogLines log = new LogLines()) {
      RequestState state = matched(request());
      assertThat(headers).isEmpty();
      assertThat(state).isNotNull().extracting(known -> known.onServer).isEqualTo(false);
      assertThat(log.lines()).contains("FINE Streamed responses get no CORS headers");
    }
  }
}
