package io.bucketcors.servlet;

import io.bucketcors.adapter.CorsHeaders;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code Vary} on Jetty so that it stays. Whenever Jetty answers an error, after the last
 * filter has returned, it takes off each field that it made for the constant of a content header,
 * {@code Vary} and {@code Cache-Control} among them: a 304 or the error of a PUT would then be
 * cacheable and vary by nothing. A field that was made without the constant is the same on the wire
 * and stays. Jetty's classes are reached by reflection, since a WAR does not see them.
 */
final class JettyVary extends ServletWriter {
  private final Class<?> responseType;
  private final MethodHandle put;

  private JettyVary(Class<?> responseType, MethodHandle put) {
    this.responseType = responseType;
    this.put = put;
  }

  /** The writer for Jetty's responses, or null where its classes are not as expected. */
  static @Nullable JettyVary of(ServletResponse response) {
    Class<?> type = Container.innermost(response).getClass();
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Method core = type.getMethod("getResponse");
      Method headers = core.getReturnType().getMethod("getHeaders");
      Method putField = putField(headers.getReturnType());
      MethodHandle fields =
          MethodHandles.filterReturnValue(lookup.unreflect(core), lookup.unreflect(headers));
      MethodHandle field =
          MethodHandles.insertArguments(
              lookup.unreflectConstructor(constructor(putField.getParameterTypes()[0])),
              0,
              null,
              CorsHeaders.VARY);
      MethodHandle put =
          MethodHandles.filterArguments(lookup.unreflect(putField), 0, fields, field)
              .asType(MethodType.methodType(void.class, ServletResponse.class, String.class));
      return new JettyVary(core.getDeclaringClass(), put);
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      return null;
    }
  }

  /** {@code HttpFields.Mutable.put(HttpField)}. */
  private static Method putField(Class<?> fields) throws NoSuchMethodException {
    for (Method method : fields.getMethods()) {
      if (method.getName().equals("put") && method.getParameterCount() == 1) {
        return method;
      }
    }
    throw new NoSuchMethodException("put");
  }

  /** {@code HttpField(HttpHeader, String, String)}; the constant may be null. */
  private static Constructor<?> constructor(Class<?> field) throws NoSuchMethodException {
    for (Constructor<?> constructor : field.getConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 3 && parameters[0].isEnum() && parameters[2] == String.class) {
        return constructor;
      }
    }
    throw new NoSuchMethodException(field.getName());
  }

  @Override
  void setVary(HttpServletResponse response, String value) {
    ServletResponse inner = Container.innermost(response);
    if (!responseType.isInstance(inner)) {
      super.setVary(response, value);
      return;
    }
    if (inner != response) {
      // Wrappers in between may want to know.
      super.setVary(response, value);
    }
    try {
      put.invokeExact(inner, value);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }
}
