package io.bucketcors.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The exception handler of an Undertow deployment. Undertow asks it about exceptions that come
 * through, and loses the headers of those; so it is asked from here. That takes reflection, since
 * the Servlet API has no way to it and a WAR need not see Undertow's classes.
 */
final class UndertowExceptionHandler {
  private UndertowExceptionHandler() {}

  /** Has the handler answer an exception, or log it, which is all that Undertow's own does. */
  static boolean answer(
      HttpServletRequest request, GovernedResponse response, Throwable exception) {
    try {
      Part exchange = new Part(Container.innermost(request)).get("getExchange");
      Part handler =
          new Part(request.getServletContext())
              .get("getDeployment")
              .get("getDeploymentInfo")
              .get("getExceptionHandler");
      Object answered =
          handler
              .type
              .getMethod(
                  "handleThrowable",
                  exchange.type,
                  ServletRequest.class,
                  ServletResponse.class,
                  Throwable.class)
              .invoke(handler.value, exchange.value, request, response, exception);
      return Boolean.TRUE.equals(answered) || response.isCommitted();
    } catch (InvocationTargetException failed) {
      exception.addSuppressed(failed.getCause());
    } catch (ReflectiveOperationException | RuntimeException noWay) {
      exception.addSuppressed(noWay);
    }
    UncaughtException.log(request, exception);
    return response.isCommitted();
  }

  /** An object by its public type: what it is an instance of need not be public. */
  private static final class Part {
    private final @Nullable Object value;
    private final Class<?> type;

    Part(Object value) {
      this(value, value.getClass());
    }

    private Part(@Nullable Object value, Class<?> type) {
      this.value = value;
      this.type = type;
    }

    Part get(String getter) throws ReflectiveOperationException {
      Method method = type.getMethod(getter);
      return new Part(method.invoke(value), method.getReturnType());
    }
  }
}
