package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is bound to resource methods, and what is refused then. */
class DynamicBindingTest {
  private static final CorsPolicy DEFAULT =
      CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build());
  private static final CorsPolicy ORDERS =
      CorsPolicy.builder()
          .bucket("orders")
          .rule(CorsRule.allow("https://orders.example").methods("GET").build())
          .build();

  /** The bucket has paths, so only a method that names it puts matching to use. */
  private CorsPolicies policies =
      CorsPolicies.builder().defaultBucket(DEFAULT).bucket(ORDERS, "/orders/*").build();

  private final CorsPolicySource source =
      new CorsPolicySource() {
        @Override
        public CorsPolicies current() {
          return policies;
        }

        @Override
        public void close() {}
      };
  private final CorsFilters cors = new CorsFilters(source, () -> "");
  private final List<String> named = new ArrayList<>();
  private Set<Class<?>> known = Set.of();
  private int asked;
  private final DynamicBinding binding =
      new DynamicBinding(cors, this::known, () -> named.add("named"), 7);
  private final FakeContext context = new FakeContext();

  /** Its methods are of each kind. */
  @Path("kinds")
  public static class Kinds {
    @Path("named")
    public Sub named() {
      return new Sub();
    }

    @Path("open")
    public Object open() {
      return new Sub();
    }

    @Path("closed")
    public Closed closed() {
      return new Closed();
    }

    @Path("self")
    @CorsBucket("orders")
    public Closed annotated() {
      return new Closed();
    }

    public String helper() {
      return "";
    }

    @GET
    @CorsBucket("unknown")
    public String misspelt() {
      return "";
    }
  }

  /** Names a bucket. */
  public static class Sub {
    @GET
    @CorsBucket("orders")
    public String get() {
      return "";
    }
  }

  /** Names none. */
  public static class Closed {
    @GET
    public String get() {
      return "";
    }
  }

  private Set<Class<?>> known() {
    asked++;
    return known;
  }

  private void configure(Class<?> type, String method) {
    binding.configure(new FakeResource(type, method), context);
  }

  private void requestComesIn() {
    new CorsFilters.Answered(cors)
        .filter(
            new FakeRequest("GET", "/", "x"),
            new FakeResponse(new jakarta.ws.rs.core.MultivaluedHashMap<>()));
  }

  @Test
  void bindsTheBucketOfAMethodThatNamesOne() {
    configure(FakeResource.Orders.class, "get");
    assertThat(context.priorities()).containsOnly(Map.entry("NamedBucket", 7));
    assertThat(named).hasSize(1);
    assertThat(cors.mayBucketBeNamed(policies)).isTrue();
  }

  @Test
  void bindsNothingElse() {
    configure(FakeResource.Plain.class, "get");
    configure(Kinds.class, "helper");
    configure(Kinds.class, "closed");
    assertThat(context.registered()).isEmpty();
    assertThat(named).isEmpty();
    assertThat(cors.mayBucketBeNamed(policies)).isFalse();
  }

  @Test
  void asksForTheClassesOfTheApplicationOnce() {
    configure(FakeResource.Plain.class, "get");
    configure(FakeResource.Plain.class, "get");
    assertThat(asked).isOne();
  }

  @Test
  void leavesWhatIsNoMethodAlone() {
    for (boolean hasType : new boolean[] {true, false}) {
      binding.configure(
          new ResourceInfo() {
            @Override
            @SuppressWarnings("NullAway") // As implementations do it.
            public Class<?> getResourceClass() {
              return hasType ? Kinds.class : null;
            }

            @Override
            @SuppressWarnings("NullAway")
            public java.lang.reflect.Method getResourceMethod() {
              return hasType ? null : Kinds.class.getMethods()[0];
            }
          },
          context);
    }
    assertThat(asked).isZero();
    assertThat(context.registered()).isEmpty();
  }

  @Test
  void refusesAMethodOfAClassThatTheApplicationDoesNotShow() {
    assertThatThrownBy(() -> configure(Kinds.class, "misspelt"))
        .hasMessageContaining("Kinds.misspelt")
        .hasMessageContaining("name one of: default, orders");
  }

  @Test
  void refusesABucketBehindALocator() {
    assertThatThrownBy(() -> configure(Kinds.class, "named")).hasMessageContaining("Kinds.named");
    assertThatThrownBy(() -> configure(Kinds.class, "annotated"))
        .hasMessageContaining("Kinds.annotated")
        .hasMessageContaining("calls sub-resource locators after its filters");
  }

  @Test
  void grantsNothingBehindALocatorThatReturnsAnything() {
    try (LogLines log = new LogLines()) {
      configure(Kinds.class, "open");
      assertThat(log.lines()).singleElement().asString().startsWith("INFO").contains("Kinds.open");
    }
    assertThat(context.priorities()).containsOnly(Map.entry("NamedBucket", 7));
    FakeRequest request = new FakeRequest("GET", "/", "x").header("Origin", "https://app.example");
    RequestState state = new RequestState(policies, RequestState.NO_CONTEXT_PATH, null, request);
    request.setProperty("io.bucketcors.jaxrs.request", state);
    context.registered(DynamicBinding.NamedBucket.class).filter(request);
    assertThat(state.namedBucket).isEqualTo("?");
    state.namedBucket = null;
    context
        .registered(DynamicBinding.NamedBucket.class)
        .filter(request, new FakeResponse(new jakarta.ws.rs.core.MultivaluedHashMap<>()));
    assertThat(state.namedBucket).isEqualTo("?");
  }

  @Test
  void refusesAMethodThatIsFoundAfterPreflightsWereJudgedByPath() {
    requestComesIn();
    assertThatThrownBy(() -> configure(FakeResource.Orders.class, "get"))
        .hasMessageContaining("Orders.get")
        .hasMessageContaining("found only after the first request");
    assertThat(context.registered()).isEmpty();
  }

  @Test
  void takesALateMethodWhereABucketWaitsForIt() {
    policies = CorsPolicies.builder().defaultBucket(DEFAULT).bucket(ORDERS).build();
    requestComesIn();
    configure(FakeResource.Orders.class, "get");
    assertThat(context.registered()).hasSize(1);
  }

  @Test
  void takesALateMethodWhereNothingIsGoverned() {
    requestComesIn();
    policies = CorsPolicies.disabled();
    configure(FakeResource.Orders.class, "get");
    assertThat(context.registered()).hasSize(1);
  }

  @Test
  void isFoundByTheFeatureOfQuarkusRest() {
    binding.remember();
    assertThat(DynamicBinding.last()).isSameAs(binding);
  }

  @Test
  void refusesWhatIsWrongInKnownClassesWithTheFirstMethod() {
    known = Set.of(Kinds.class);
    assertThatThrownBy(() -> configure(FakeResource.Plain.class, "get"))
        .hasMessageContaining("Kinds.misspelt");
    assertThat(named).isEmpty();
  }

  @Test
  void tellsWhetherMethodsWereShown() {
    policies = CorsPolicies.builder().defaultBucket(DEFAULT).bucket(ORDERS).build();
    assertThat(vary(null)).as("blind").doesNotContainKey("Access-Control-Allow-Origin");
    configure(FakeResource.Plain.class, "get");
    assertThat(vary(null)).containsKey("Access-Control-Allow-Origin");
    assertThat(vary("gone")).doesNotContainKey("Access-Control-Allow-Origin");
  }

  /** The headers of a GET whose method was matched. */
  private Map<String, List<Object>> vary(@Nullable String bucket) {
    FakeRequest request = new FakeRequest("GET", "/", "x").header("Origin", "https://app.example");
    var headers = new jakarta.ws.rs.core.MultivaluedHashMap<String, Object>();
    RequestState state = new RequestState(policies, RequestState.NO_CONTEXT_PATH, null, request);
    state.namedBucket = bucket;
    request.setProperty("io.bucketcors.jaxrs.request", state);
    new CorsFilters.Matched(cors).filter(request);
    new CorsFilters.Answered(cors).filter(request, new FakeResponse(headers));
    return headers;
  }
}
