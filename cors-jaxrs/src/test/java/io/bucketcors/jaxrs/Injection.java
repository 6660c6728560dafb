package io.bucketcors.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Fills in what is annotated with {@link Context}, as implementations do. */
final class Injection {
  private Injection() {}

  static void into(Object component, FakeServer server) {
    into(component, server.context(), server);
  }

  static void into(Object component, @Nullable ServletContext context, FakeServer server) {
    for (Field field : component.getClass().getDeclaredFields()) {
      if (!field.isAnnotationPresent(Context.class)) {
        continue;
      }
      field.setAccessible(true);
      try {
        if (field.getType() == ServletContext.class) {
          field.set(component, context);
        } else if (field.getType() == HttpServletRequest.class) {
          field.set(component, server.request());
        } else if (field.getType() == HttpServletResponse.class) {
          field.set(component, server.response());
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
