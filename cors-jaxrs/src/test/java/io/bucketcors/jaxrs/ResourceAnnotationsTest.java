package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceAnnotationsTest {
  @Path("/orders/")
  @CorsBucket("byinterface")
  interface Api {
    @GET
    @Path("{id : [0-9]+}")
    @CorsBucket("bymethod")
    String one();

    @GET
    String all();

    @Path("{id}/lines")
    Lines lines();
  }

  static class Orders implements Api {
    @Override
    public String one() {
      return "";
    }

    @Override
    public String all() {
      return "";
    }

    @Override
    public Lines lines() {
      return new Lines();
    }
  }

  /** As CDI makes them: a subclass without annotations of its own. */
  static final class OrdersProxy extends Orders {}

  static class Lines {
    @POST
    @CorsBucket("lines")
    public String add() {
      return "";
    }
  }

  static class Plain {
    @GET
    @Path("/{name}/")
    public String get() {
      return "";
    }

    @Path("again")
    public Plain again() {
      return this;
    }
  }

  private static Method method(Class<?> type, String name) throws NoSuchMethodException {
    return type.getMethod(name);
  }

  @Test
  void findsBucketOnInterfacesAndBehindProxies() throws Exception {
    for (Class<?> type : List.of(Api.class, Orders.class, OrdersProxy.class)) {
      assertThat(ResourceAnnotations.bucket(type, method(type, "one"))).isEqualTo("bymethod");
      assertThat(ResourceAnnotations.bucket(type, method(type, "all"))).isEqualTo("byinterface");
      assertThat(ResourceAnnotations.httpMethod(type, method(type, "one"))).isEqualTo("GET");
    }
    assertThat(ResourceAnnotations.bucket(Plain.class, method(Plain.class, "get"))).isNull();
  }

  @Test
  void tellsLocatorsFromResourceMethods() throws Exception {
    assertThat(ResourceAnnotations.isLocator(Orders.class, method(Orders.class, "lines"))).isTrue();
    assertThat(ResourceAnnotations.isLocator(Orders.class, method(Orders.class, "one"))).isFalse();
    assertThat(ResourceAnnotations.isLocator(Orders.class, method(Orders.class, "toString")))
        .isFalse();
  }

  @Test
  void looksBehindLocatorsForBuckets() {
    assertThat(ResourceAnnotations.namesBucket(Lines.class)).isTrue();
    assertThat(ResourceAnnotations.namesBucket(Orders.class)).isTrue();
    assertThat(ResourceAnnotations.namesBucket(Plain.class)).as("and ends").isFalse();
  }

  @Test
  void writesTemplatesAlikeThatNoPathTellsApart() throws Exception {
    assertThat(ResourceAnnotations.template(Orders.class, method(Orders.class, "one")))
        .isEqualTo("orders/{:[0-9]+}");
    assertThat(ResourceAnnotations.template(Orders.class, method(Orders.class, "all")))
        .isEqualTo("orders");
    assertThat(ResourceAnnotations.template(Plain.class, method(Plain.class, "get")))
        .isEqualTo(Plain.class.getName() + "/{}");
  }
}
