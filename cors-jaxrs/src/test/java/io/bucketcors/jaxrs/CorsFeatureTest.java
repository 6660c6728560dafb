package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the feature registers, and what it is told by annotations and by the application. */
class CorsFeatureTest {
  private static final CorsPolicySource SOURCE =
      CorsPolicySource.fixed(
          CorsPolicies.builder()
              .defaultBucket(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))
              .bucket(
                  CorsPolicy.builder()
                      .bucket("orders")
                      .rule(CorsRule.allow("https://orders.example").methods("GET").build())
                      .build())
              .build());

  private final FakeContext context = new FakeContext();

  /** As the context, of a class of Jersey's. */
  private FeatureContext jersey = context;

  /** Of the application, in its list of classes. */
  @Path("listed")
  static class Listed {
    @GET
    @CorsBucket("nolist")
    public String get() {
      return "";
    }
  }

  /** Of the application, as an object. */
  @Path("single")
  static class Single {
    @GET
    @CorsBucket("nosingle")
    public String get() {
      return "";
    }
  }

  @SuppressWarnings("deprecation") // As long as applications may use them.
  private static final class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Listed.class);
    }

    @Override
    public Set<Object> getSingletons() {
      return Set.of(new Single());
    }
  }

  private static void meetFirstMethod(FakeContext context) {
    context
        .registered(DynamicBinding.class)
        .configure(new FakeResource(FakeResource.Plain.class, "get"), new FakeContext());
  }

  @Test
  void putsItsFiltersFirstOnRequestsAndLastOnResponses() {
    assertThat(new CorsFeature(SOURCE).configure(context)).isTrue();
    assertThat(context.priorities())
        .isEqualTo(
            Map.of(
                "InjectedFilter",
                Map.of(
                    "ContainerRequestFilter",
                    -1_000_000_000,
                    "ContainerResponseFilter",
                    -999_999_997),
                "Matched",
                -999_999_998,
                "Answered",
                -1_000_000_000,
                "HeadersInterceptor",
                -1_000_000_000));
    assertThat(context.registered())
        .extracting(component -> component.getClass().getSimpleName())
        .contains("DynamicBinding", "InjectedFeature");
  }

  @Test
  void countsFromOneOnJersey() throws Exception {
    jersey =
        new Stub()
            .returns("getConfiguration", context.getConfiguration())
            .on(
                "register",
                arguments -> {
                  if (arguments.length == 1) {
                    context.register(arguments[0]);
                  } else if (arguments[1] instanceof Integer priority) {
                    context.register(arguments[0], priority);
                  }
                  return jersey;
                })
            .as(FeatureContext.class, Class.forName("org.glassfish.jersey.OfJersey"));
    assertThat(new CorsFeature(SOURCE).configure(jersey)).isTrue();
    assertThat(context.priorities())
        .containsEntry("Matched", 3)
        .containsEntry("Answered", 1)
        .containsEntry("HeadersInterceptor", 1);
  }

  @Test
  void registersNothingWhereAnotherFeatureDecides() {
    new CorsFeature(SOURCE).configure(context);
    int registered = context.registered().size();
    assertThat(new CorsFeature(SOURCE).configure(context)).isFalse();
    assertThat(context.registered()).hasSize(registered);
  }

  @Test
  void reportsMistakesInAllClassesAndSingletonsOfTheApplicationAtOnce() {
    CorsFeature feature = new CorsFeature(SOURCE);
    feature.setApplication(new App());
    feature.configure(context);
    assertThatThrownBy(() -> meetFirstMethod(context))
        .hasMessageContaining("Listed.get")
        .hasMessageContaining("Single.get")
        .hasMessageContaining("2 errors");
  }

  @Test
  void reportsMistakesInScannedClassesToo() {
    FakeServer server = new FakeServer();
    server.initParameters.put("resteasy.scanned.resources", Listed.class.getName());
    CorsFeature feature = new CorsFeature(SOURCE);
    feature.setApplication(null);
    feature.configure(context);
    context.registered().forEach(component -> Injection.into(component, server));
    context.registered(Feature.class).configure(new FakeContext());
    assertThatThrownBy(() -> meetFirstMethod(context)).hasMessageContaining("Listed.get");
  }

  @Test
  void bindsOnQuarkusRestThroughTheFeatureThatScanningFinds() throws Exception {
    new CorsFeature(SOURCE).configure(context);
    FakeContext bound = new FakeContext();
    FakeResource orders = new FakeResource(FakeResource.Orders.class, "get");
    new CorsBucketFeature().configure(orders, bound);
    assertThat(bound.registered()).as("not on another implementation").isEmpty();
    FeatureContext quarkus =
        new Stub()
            .on("register", arguments -> bound.register(arguments[0], (Integer) arguments[1]))
            .as(FeatureContext.class, Class.forName("org.jboss.resteasy.reactive.OfQuarkus"));
    new CorsBucketFeature().configure(orders, quarkus);
    assertThat(bound.priorities()).containsOnly(Map.entry("NamedBucket", -999_999_999));
  }

  @Test
  void leavesTheAppAloneWhereItWasGivenNoRulesAndTheConfigurationHasNone() {
    FakeRequest request =
        new FakeRequest("GET", "/shop/", "x").header("Origin", "https://app.example");
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    assertThat(new CorsFeature().configure(context)).isTrue();
    context.registered(CorsFilters.Answered.class).filter(request, new FakeResponse(headers));
    assertThat(headers).isEmpty();
  }
}
