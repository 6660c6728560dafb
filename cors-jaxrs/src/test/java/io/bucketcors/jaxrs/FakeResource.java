package io.bucketcors.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;

/** A resource method, as an implementation shows it. */
record FakeResource(Class<?> getResourceClass, Method getResourceMethod) implements ResourceInfo {
  FakeResource(Class<?> type, String method) {
    this(type, find(type, method));
  }

  private static Method find(Class<?> type, String name) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && !method.isBridge()) {
        return method;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Names no bucket. */
  @Path("items")
  static class Plain {
    @GET
    public String get() {
      return "";
    }
  }

  /** Names one. */
  @Path("orders")
  @CorsBucket("orders")
  static class Orders {
    @GET
    public String get() {
      return "";
    }
  }
}
