package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsHeaders;
import io.bucketcors.CorsResponseWriter;
import io.bucketcors.CorsVary;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus REST calls no response filter for what it streams: a {@code Multi} of anything, and
 * server-sent events. What stands on its response before goes out with the first part, so the
 * decision is written there on the way in. Reached through the public interfaces of its SPI by
 * reflection, since this project depends on no implementation.
 */
final class StreamHeaders implements CorsResponseWriter<Object> {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");
  private static final String IMPLEMENTATION = "org.jboss.resteasy.reactive.";
  private static final String SPI = IMPLEMENTATION + "server.spi.";

  /** Where there is nothing of the kind. */
  private static final StreamHeaders NONE = new StreamHeaders(null, null, null, null);

  private static volatile StreamHeaders last = NONE;

  private final @Nullable Method context;
  private final @Nullable Method response;
  private final @Nullable Method get;
  private final @Nullable Method set;

  private StreamHeaders(
      @Nullable Method context,
      @Nullable Method response,
      @Nullable Method get,
      @Nullable Method set) {
    this.context = context;
    this.response = response;
    this.get = get;
    this.set = set;
  }

  /** Whether requests are those of Quarkus REST. */
  static boolean areFor(ContainerRequestContext request) {
    return request.getClass().getName().startsWith(IMPLEMENTATION);
  }

  /** Writes a decision to the response itself; nothing where it cannot be reached. */
  static void write(CorsDecision decision, RequestState state, ContainerRequestContext request) {
    StreamHeaders here = last;
    if (here.context == null || !here.context.getDeclaringClass().isInstance(request)) {
      here = find(request.getClass());
      last = here;
    }
    Method context = here.context;
    Method response = here.response;
    if (context == null || response == null) {
      return;
    }
    try {
      Object sink = response.invoke(context.invoke(request));
      decision.writeHeaders(state, RequestState.READER, sink, here);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      LOG.log(Level.DEBUG, "Streams get no headers", unreachable);
    }
  }

  private static StreamHeaders find(Class<?> request) {
    try {
      ClassLoader loader = request.getClassLoader();
      Class<?> spi = Class.forName(SPI + "ServerRequestContext", false, loader);
      Class<?> sink = Class.forName(SPI + "ServerHttpResponse", false, loader);
      return new StreamHeaders(
          context(request, spi),
          spi.getMethod("serverResponse"),
          sink.getMethod("getResponseHeader", String.class),
          sink.getMethod("setResponseHeader", CharSequence.class, CharSequence.class));
    } catch (ReflectiveOperationException otherVersion) {
      LOG.log(Level.DEBUG, "Streams get no headers", otherVersion);
      return NONE;
    }
  }

  /** The method of a public interface or class that returns the context behind the filters'. */
  private static Method context(Class<?> request, Class<?> spi) throws NoSuchMethodException {
    for (Class<?> type : List.of(request.getInterfaces())) {
      for (Method method : type.getMethods()) {
        if (method.getParameterCount() == 0 && spi.isAssignableFrom(method.getReturnType())) {
          return method;
        }
      }
    }
    return request.getMethod("getServerRequestContext");
  }

  @Override
  public void set(Object sink, String name, String value) {
    call(set, sink, name, value);
  }

  @Override
  public void vary(Object sink, String fieldNames) {
    Object there = call(get, sink, CorsHeaders.VARY);
    String merged =
        there == null ? fieldNames : CorsVary.merge(List.of(String.valueOf(there)), fieldNames);
    if (merged != null) {
      call(set, sink, CorsHeaders.VARY, merged);
    }
  }

  private static @Nullable Object call(@Nullable Method method, Object sink, Object... values) {
    try {
      return method == null ? null : method.invoke(sink, values);
    } catch (ReflectiveOperationException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }
}
