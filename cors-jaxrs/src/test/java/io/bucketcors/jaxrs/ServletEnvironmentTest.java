package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learnt where there is a servlet container, whenever an implementation injects it. */
class ServletEnvironmentTest {
  private final FakeServer server = new FakeServer();
  private final ServletEnvironment servlets = new ServletEnvironment();
  private final CorsFilters cors =
      new CorsFilters(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))),
          servlets);
  private final Object filter = servlets.filter(cors);
  private final LogLines log = new LogLines();

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(new FakeRuntime());
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
    log.close();
  }

  private FakeRequest preflight() throws Exception {
    FakeRequest request =
        new FakeRequest("OPTIONS", "/shop/api/", "items/1")
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "GET");
    ((ContainerRequestFilter) filter).filter(request);
    return request;
  }

  @Test
  void sendsPreflightWithTheServersOwnResponse() throws Exception {
    Injection.into(filter, server);
    FakeRequest request = preflight();
    assertThat(servlets.get()).isEqualTo("/shop");
    assertThat(server.headers)
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"));
    assertThat(server.flushed).isTrue();
    assertThat(request.aborts()).isOne();
  }

  @Test
  void knowsNoContextPathBeforeAnythingIsInjected() throws Exception {
    assertThat(servlets.get()).isEmpty();
    assertThat(servlets.scannedClasses()).isEmpty();
    FakeRequest request = preflight();
    assertThat(request.aborts()).isOne();
    assertThat(cors.server()).isNull();
    assertThat(server.flushed).isFalse();
  }

  @Test
  void takesAStandInWhereThereAreNoServletsForNone() throws Exception {
    server.contextFailure = new IllegalStateException("no servlets");
    Injection.into(filter, server);
    preflight();
    assertThat(servlets.get()).isEmpty();
    assertThat(cors.server()).isNull();
  }

  @Test
  void learnsOnResponsesToo() throws Exception {
    Injection.into(filter, server);
    ((ContainerResponseFilter) filter)
        .filter(
            new FakeRequest("GET", "/shop/", "x"), new FakeResponse(new MultivaluedHashMap<>()));
    assertThat(servlets.get()).isEqualTo("/shop");
    assertThat(cors.server()).isNotNull();
  }

  @Test
  void learnsOnce() throws Exception {
    Injection.into(filter, server);
    preflight();
    ServerExchange known = cors.server();
    preflight();
    assertThat(cors.server()).isSameAs(known);
  }

  @Test
  void knowsScannedClassesAsSoonAsAFeatureIsFilledIn() {
    server.initParameters.put(
        "resteasy.scanned.resources", " java.lang.String,no.such.Type, java.lang.Integer ");
    server.servletParameters.put("resteasy.scanned.resources", "java.lang.Long");
    Feature early = servlets.atStart();
    Injection.into(early, server);
    assertThat(early.configure(new FakeContext())).as("nothing to be enabled").isFalse();
    assertThat(servlets.scannedClasses())
        .containsExactlyInAnyOrder(String.class, Integer.class, Long.class);
    Feature later = servlets.atStart();
    Injection.into(later, null, server);
    later.configure(new FakeContext());
    assertThat(servlets.scannedClasses()).isNotEmpty();
  }

  @Test
  void knowsNoScannedClassesWhereTheContextIsNotThereYet() {
    Feature early = servlets.atStart();
    Injection.into(early, server);
    early.configure(new FakeContext());
    assertThat(servlets.scannedClasses()).isEmpty();
    server.contextFailure = new IllegalStateException("not now");
    assertThat(servlets.scannedClasses()).isEmpty();
    assertThat(log.lines()).singleElement().asString().contains("which classes were scanned");
  }

  @Test
  void warnsOnceThatTheServletFilterDecidesOverNamedBuckets() throws Exception {
    server.filterClasses.add("io.bucketcors.servlet.CorsFilter");
    Injection.into(filter, server);
    preflight();
    assertThat(log.lines()).as("no method names a bucket").isEmpty();
    servlets.warnWhereFilterDecides();
    servlets.warnWhereFilterDecides();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING The application has both @CorsBucket")
        .contains("io.bucketcors.servlet.CorsFilter");
  }

  @Test
  void warnsLaterWhereTheContextIsKnownOnlyWithTheFirstRequest() throws Exception {
    server.filterClasses.add("io.bucketcors.servlet.CorsFilter");
    servlets.warnWhereFilterDecides();
    assertThat(log.lines()).isEmpty();
    Injection.into(filter, server);
    preflight();
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void doesNotWarnOfOtherFiltersOrWhereNobodyTells() throws Exception {
    server.filterClasses.add("org.example.OtherFilter");
    Injection.into(filter, server);
    preflight();
    servlets.warnWhereFilterDecides();
    server.contextFailure = new IllegalStateException("not now");
    servlets.warnWhereFilterDecides();
    assertThat(log.lines()).isEmpty();
  }
}
