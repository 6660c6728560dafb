package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Wherever JAX-RS finds its annotations, ours is found, bound and checked. */
class AnnotationCheckTest {
  private static final CorsPolicySource SOURCE =
      CorsPolicySource.fixed(
          CorsPolicies.builder()
              .defaultBucket(
                  CorsPolicy.of(CorsRule.allow("https://a.example").methods("GET").build()))
              .bucket(
                  CorsPolicy.builder()
                      .bucket("orders")
                      .rule(CorsRule.allow("https://orders.example").methods("*").build())
                      .build())
              .build());

  /** What an interface with type arguments says of its methods. */
  interface Api<K, V> {
    @PUT
    @Path("{id}")
    @CorsBucket("orders")
    String put(K id, List<V> values);

    @GET
    @Path("{id}")
    @CorsBucket("orders")
    V get(K id);
  }

  /** A superclass between, which leaves one argument open and turns the other into an array. */
  abstract static class Middle<E> implements Api<E, byte[]> {
    @DELETE
    @Path("{id}")
    @CorsBucket("orders")
    public String delete(E[] ids) {
      return "";
    }
  }

  @Path("wares")
  static class Wares extends Middle<Integer> {
    @Override
    public String put(Integer id, List<byte[]> values) {
      return "";
    }

    @Override
    public byte[] get(Integer id) {
      return new byte[0];
    }

    @Override
    public String delete(Integer[] ids) {
      return "";
    }

    /** Shares a name and nothing else. */
    @GET
    @Path("text/{id}")
    public String get(String id) {
      return id;
    }
  }

  interface Misspelt<T> {
    @PUT
    @CorsBucket("order")
    String put(T value);
  }

  @Path("misspelt")
  static class MisspeltHere implements Misspelt<String> {
    @Override
    public String put(String value) {
      return value;
    }
  }

  interface Helper<T> {
    @CorsBucket("orders")
    default String help(T with) {
      return "";
    }
  }

  @Path("helped")
  static class Helped implements Helper<String> {
    @GET
    public String get() {
      return help("");
    }

    /** Of the same name, but no more than that. */
    @GET
    @Path("other")
    public String help(int other) {
      return "";
    }

    @GET
    @Path("hidden")
    @CorsBucket("orders")
    String hidden() {
      return "";
    }
  }

  @Path("locating")
  static class Locating<T> {
    @Path("{id}")
    @CorsBucket("orders")
    public Class<MisspeltHere> locate() {
      return MisspeltHere.class;
    }
  }

  /** Names a bucket two interfaces up. */
  interface Grandparent {
    @GET
    @CorsBucket("orders")
    String get();
  }

  interface Parent extends Grandparent {}

  @Path("heir")
  static class Heir implements Parent {
    @Override
    public String get() {
      return "";
    }
  }

  /** Nothing that a request reaches by itself. */
  static class WithoutPath {
    @GET
    @CorsBucket("nowhere")
    public String get() {
      return "";
    }
  }

  @Path("contradicted")
  static class Contradicted {
    @GET
    @CorsBucket("orders")
    public String a() {
      return "";
    }

    @GET
    public String b() {
      return "";
    }
  }

  private static void refuseAll(Class<?>... types) {
    new AnnotationCheck(SOURCE::current).refuseAll(Set.of(types));
  }

  private static List<Object> boundTo(String method, Class<?>... parameters) throws Exception {
    CorsFilters cors = new CorsFilters(SOURCE, () -> "");
    DynamicBinding binding = new DynamicBinding(cors, Set::of, () -> {}, 1);
    FakeContext context = new FakeContext();
    binding.configure(
        new FakeResource(Wares.class, Wares.class.getMethod(method, parameters)), context);
    return context.registered();
  }

  @Test
  void bindsWhatGenericInterfacesAndSuperclassesName() throws Exception {
    refuseAll(Wares.class);
    assertThat(boundTo("put", Integer.class, List.class)).hasSize(1);
    assertThat(boundTo("get", Integer.class)).hasSize(1);
    assertThat(boundTo("delete", Integer[].class)).hasSize(1);
  }

  @Test
  void bindsByBridgeMethodsToo() throws Exception {
    assertThat(boundTo("put", Object.class, List.class)).hasSize(1);
    assertThat(boundTo("get", Object.class)).hasSize(1);
  }

  @Test
  void bindsNothingToMethodsThatOnlyShareTheName() throws Exception {
    assertThat(boundTo("get", String.class)).isEmpty();
  }

  @Test
  void refusesNameThatIsMisspeltOnGenericInterface() {
    assertThatThrownBy(() -> refuseAll(MisspeltHere.class))
        .hasMessageContaining("MisspeltHere.put")
        .hasMessageContaining("bucketcors.buckets.order.");
  }

  @Test
  void refusesBucketsOnWhatAnswersNoHttpMethod() {
    assertThatThrownBy(() -> refuseAll(Helped.class))
        .hasMessageContaining("2 errors")
        .hasMessageContaining("Helper.help")
        .hasMessageContaining("Helped.hidden")
        .hasMessageContaining("answers no HTTP method");
    assertThatThrownBy(
            () ->
                new AnnotationCheck(SOURCE::current)
                    .refuse(Helped.class, Helped.class.getMethod("get")))
        .as("where an implementation shows no classes")
        .hasMessageContaining("2 errors");
  }

  @Test
  void findsBucketOnInterfacesOfInterfaces() throws Exception {
    assertThat(ResourceAnnotations.bucket(Heir.class, Heir.class.getMethod("get")))
        .isEqualTo("orders");
  }

  @Test
  void leavesClassesAloneThatAreNoRootResources() {
    refuseAll(WithoutPath.class);
    assertThatThrownBy(() -> refuseAll(MisspeltHere.class, WithoutPath.class))
        .hasMessageContaining("1 error")
        .hasMessageContaining("MisspeltHere.put");
  }

  @Test
  void refusesTwoBucketsForOnePathAndMethod() {
    assertThatThrownBy(() -> refuseAll(Contradicted.class))
        .hasMessageContaining("Contradicted.b")
        .hasMessageContaining("Contradicted.a")
        .hasMessageContaining("put both in one bucket");
  }

  @Test
  void refusesBucketOnLocatorAndLooksAtTheClassThatItReturns() {
    assertThatThrownBy(() -> refuseAll(Locating.class))
        .hasMessageContaining("2 errors")
        .hasMessageContaining("Locating.locate")
        .hasMessageContaining("MisspeltHere.put");
  }
}
